package dev.sluice.kinesis;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver proves to AWS who it is: by what the default chain of the AWS SDK finds where the
 * receiver runs, by an access key, or by a role that it assumes by one of both. Texts made of this
 * show no secrets. Keys travel to where the receiver runs, in memory, and are never part of what
 * the engine's serializer writes. Immutable.
 */
public final class KinesisCredentials implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final KinesisCredentials DEFAULT = new KinesisCredentials(null, null);

  private final @Nullable AccessKey key;
  private final @Nullable AssumedRole role;

  private KinesisCredentials(@Nullable AccessKey key, @Nullable AssumedRole role) {
    this.key = key;
    this.role = role;
  }

  /**
   * A role and how the session is called.
   *
   * @param externalId empty if the role asks for none
   */
  record AssumedRole(String arn, String sessionName, String externalId) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** What the default chain of the AWS SDK finds. */
  public static KinesisCredentials defaultCredentials() {
    return DEFAULT;
  }

  /** Makes credentials; without further calls those of the default chain. */
  public static Builder builder() {
    return new Builder();
  }

  /** An access key; null for the default chain. */
  @Nullable AccessKey key() {
    return key;
  }

  /** A role to assume; null for none. */
  @Nullable AssumedRole role() {
    return role;
  }

  /** Says what kind of credentials these are. */
  @Override
  public String toString() {
    String means = key == null ? "default chain" : "access key";
    return role == null ? means : means + ", role " + role.arn();
  }

  /** Makes {@link KinesisCredentials}. Confined to one thread. */
  public static final class Builder {
    private @Nullable AccessKey key;
    private @Nullable AssumedRole role;

    private Builder() {}

    /**
     * An access key for long. Prefer the default chain: it finds keys that are not in the program,
     * and that change.
     *
     * @throws IllegalArgumentException if one of both is blank
     */
    public Builder basicCredentials(String accessKeyId, String secretKey) {
      if (accessKeyId.isBlank() || secretKey.isBlank()) {
        throw new IllegalArgumentException(
            "Cannot make credentials: found a blank access key id or secret key, expected both");
      }
      key = new AccessKey(accessKeyId, secretKey);
      return this;
    }

    /**
     * A role that is assumed by the access key, or by what the default chain finds.
     *
     * @param sessionName how the session is called in the logs of AWS
     * @throws IllegalArgumentException if one of both is blank
     */
    public Builder stsCredentials(String roleArn, String sessionName) {
      return stsCredentials(roleArn, sessionName, "");
    }

    /**
     * The same for a role that asks for an external id.
     *
     * @throws IllegalArgumentException if the role or the session is blank
     */
    public Builder stsCredentials(String roleArn, String sessionName, String externalId) {
      if (roleArn.isBlank() || sessionName.isBlank()) {
        throw new IllegalArgumentException(
            "Cannot make credentials: found role \"%s\" and session \"%s\", expected a name for both"
                .formatted(roleArn, sessionName));
      }
      role = new AssumedRole(roleArn, sessionName, externalId);
      return this;
    }

    /** The credentials. */
    public KinesisCredentials build() {
      return new KinesisCredentials(key, role);
    }
  }
}
