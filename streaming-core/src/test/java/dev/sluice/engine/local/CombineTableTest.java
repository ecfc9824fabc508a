package dev.sluice.engine.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.function.Tuple2;
import dev.sluice.rdd.Combiner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CombineTableTest {
  private static final Combiner<Integer, List<Integer>> LISTS =
      new Combiner<>(
          first -> new ArrayList<>(List.of(first)),
          (list, value) -> {
            list.add(value);
            return list;
          },
          (list, other) -> {
            list.addAll(other);
            return list;
          },
          true);

  @Test
  void behaves_like_a_linked_hash_map() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CombineTableTest seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      CombineTable<Object, Integer, List<Integer>> table = new CombineTable<>(LISTS);
      Map<Object, List<Integer>> model = new LinkedHashMap<>();
      int keys = 1 + random.nextInt(300);
      fill(random, keys, table, model);
      CombineTable<Object, Integer, List<Integer>> other = new CombineTable<>(LISTS);
      Map<Object, List<Integer>> otherModel = new LinkedHashMap<>();
      fill(random, keys, other, otherModel);

      table.addAll(other);
      otherModel.forEach(
          (key, values) -> model.computeIfAbsent(key, absent -> new ArrayList<>()).addAll(values));

      assertThat(pairs(table)).as("seed %d", seed).isEqualTo(pairs(model));
    }
  }

  @Test
  void keeps_a_null_key_apart_from_a_key_with_the_same_hash() throws Exception {
    CombineTable<Object, Integer, Integer> table = new CombineTable<>(Plans.SUM);
    table.add(null, 1);
    table.add(0, 10);
    table.add(null, 2);
    assertThat(table.toPairs()).containsExactly(new Tuple2<>(null, 3), new Tuple2<>(0, 10));
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void finds_keys_whose_hashes_collide() throws Exception {
    CombineTable<Object, Integer, Integer> table = new CombineTable<>(Plans.SUM);
    for (int i = 0; i < 1000; i++) {
      table.add(new Colliding(i % 50), 1);
    }
    assertThat(table.size()).isEqualTo(50);
    assertThat(table.toPairs()).allSatisfy(pair -> assertThat(pair._2()).isEqualTo(20));
  }

  private static void fill(
      Random random,
      int keys,
      CombineTable<Object, Integer, List<Integer>> table,
      Map<Object, List<Integer>> model)
      throws Exception {
    int count = random.nextInt(1000);
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(keys);
      Object key = number == 0 ? null : number % 3 == 0 ? "k" + number : Integer.valueOf(number);
      table.add(key, i);
      model.computeIfAbsent(key, absent -> new ArrayList<>()).add(i);
    }
  }

  private static List<Tuple2<?, ?>> pairs(CombineTable<?, ?, ?> table) {
    return List.of(table.toPairs());
  }

  private static List<Tuple2<?, ?>> pairs(Map<Object, List<Integer>> model) {
    List<Tuple2<?, ?>> pairs = new ArrayList<>();
    model.forEach((key, values) -> pairs.add(new Tuple2<>(key, values)));
    return pairs;
  }

  private record Colliding(int number) {
    @Override
    public int hashCode() {
      return 7;
    }
  }
}
