package dev.sluice.spark;

import dev.sluice.function.Function;
import dev.sluice.function.VoidFunction;
import dev.sluice.rdd.Records;
import java.util.Iterator;
import java.util.List;

/**
 * The records of some parts, one behind the other, consumed once. Confined to the task's thread.
 *
 * @param parts whose records they are
 */
record PartRecords<T>(List<Part> parts) implements Records<T> {
  PartRecords(Part part) {
    this(List.of(part));
  }

  @Override
  public void forEach(VoidFunction<? super T> action) throws Exception {
    for (Part part : parts) {
      Part.<T>push(part.records(), action);
    }
  }

  @Override
  public void forEachWhile(Function<? super T, Boolean> action) throws Exception {
    Iterator<T> records = iterator();
    boolean goesOn = true;
    while (goesOn && records.hasNext()) {
      goesOn = action.call(records.next());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // plans fit together
  public Iterator<T> iterator() throws Exception {
    return (Iterator<T>)
        (parts.size() == 1
            ? parts.get(0).records()
            : Steps.nested(parts.iterator(), Part::records));
  }
}
