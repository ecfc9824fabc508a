package dev.sluice.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.engine.Engine;
import dev.sluice.io.KryoSerializer;
import dev.sluice.io.SerializationException;
import dev.sluice.io.Serializer;
import dev.sluice.rdd.JobException;
import dev.sluice.rdd.RDD;
import dev.sluice.rdd.RddContext;
import dev.sluice.time.ManualClock;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerializerSettingsTest {
  private final StreamingConf conf =
      StreamingConf.empty().setMaster("local[1]").setAppName("serializers");

  record Before(int value) {}

  record After(int value, String added) {}

  private Serializer serializer() {
    return new KryoSerializer(Settings.classNames(conf));
  }

  @Test
  void every_class_is_allowed_by_default() {
    byte[] written = serializer().write(new Before(1));

    assertThat(serializer().<Before>read(ByteBuffer.wrap(written))).isEqualTo(new Before(1));
  }

  @Test
  void a_class_that_is_not_allowed_is_refused_with_the_name_of_the_key() {
    conf.set("streaming.serializer.allowedClasses", "com.acme.*, com.acme2.Order$Line");

    assertThatExceptionOfType(SerializationException.class)
        .isThrownBy(() -> serializer().write(new Before(1)))
        .withMessageContaining(Before.class.getName())
        .withMessageContaining(ConfKeys.ALLOWED_CLASSES.name());
  }

  @Test
  void renamed_classes_are_read() {
    byte[] written = KryoSerializer.evolving(Settings.classNames(conf)).write(new Before(1));
    conf.set(
        "spark.streaming.serializer.renamedClasses",
        Before.class.getName() + "=" + After.class.getName());

    After read = KryoSerializer.evolving(Settings.classNames(conf)).read(ByteBuffer.wrap(written));

    assertThat(read).isEqualTo(new After(1, null));
  }

  @Test
  void tasks_of_the_embedded_engine_heed_the_settings() {
    conf.set("streaming.serializer.allowedClasses", "com.acme.*");
    try (Engine engine = Engines.create(conf, new ManualClock())) {
      RDD<Integer> one = new RddContext(engine).parallelize(List.of(1), 1);

      assertThatExceptionOfType(JobException.class)
          .isThrownBy(
              () ->
                  engine.run(
                      one.plan(),
                      List.of(0),
                      (task, records) ->
                          task.service(Serializer.class).write(new Before(1)).length))
          .havingCause()
          .isInstanceOf(SerializationException.class)
          .withMessageContaining(Before.class.getName());
    }
  }

  @Test
  void bad_lists_are_reported_together() {
    conf.set("streaming.serializer.allowedClasses", "com.acme*x")
        .set("streaming.serializer.renamedClasses", "com.acme.Order");

    assertThatIllegalArgumentException()
        .isThrownBy(conf::validate)
        .withMessageContaining("2 bad")
        .withMessageContaining("streaming.serializer.allowedClasses: bad value")
        .withMessageContaining("expected a text that is not blank, class names or beginnings")
        .withMessageContaining("streaming.serializer.renamedClasses: bad value");
  }
}
