package dev.sluice.benchmarks.flink;

import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** The running count of a key. Confined to its task's thread. */
final class CountByKey extends RichMapFunction<String, Long> {
  private static final long serialVersionUID = 1L;

  private transient @Nullable ValueState<Long> count;

  @Override
  public void open(OpenContext context) {
    count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
  }

  @Override
  public Long map(String key) throws Exception {
    ValueState<Long> state = Objects.requireNonNull(count);
    Long before = state.value();
    long now = before == null ? 1 : before + 1;
    state.update(now);
    return now;
  }
}
