package dev.sluice.io;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Types as a user's program may have them. */
final class Samples {

  private Samples() {}

  record Named(String name) {}

  record Nested(Named named, List<Integer> numbers, String absent) {}

  enum Plain {
    ONE,
    TWO
  }

  enum WithBodies {
    LEFT {
      @Override
      int sign() {
        return -1;
      }
    },
    RIGHT {
      @Override
      int sign() {
        return 1;
      }
    };

    abstract int sign();
  }

  /** A class without a no-argument constructor. */
  static final class Account {
    private final String owner;
    private final List<Long> bookings = new ArrayList<>();
    private Account partner;

    Account(String owner) {
      this.owner = Objects.requireNonNull(owner);
    }

    Account book(long amount) {
      bookings.add(amount);
      return this;
    }

    Account with(Account other) {
      partner = other;
      return this;
    }

    Account partner() {
      return partner;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Account account
          && owner.equals(account.owner)
          && bookings.equals(account.bookings);
    }

    @Override
    public int hashCode() {
      return owner.hashCode();
    }
  }

  /** A class that holds what cannot be serialized. */
  static final class HoldsThread {
    private final String secret;
    private final Thread thread = new Thread(() -> {});

    HoldsThread(String secret) {
      this.secret = secret;
    }

    @Override
    public String toString() {
      return secret + thread.getName();
    }
  }
}
