package dev.sluice.testkit.reference;

import static dev.sluice.testkit.reference.Batches.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.dstream.PairDStream;
import dev.sluice.function.Tuple2;
import dev.sluice.testkit.Collected;
import dev.sluice.testkit.TestStreams;
import dev.sluice.time.Durations;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Operators over records and whole batches, on the data of the reference. */
class RecordOperatorsTest {
  private static final List<List<Integer>> NUMBERS =
      List.of(List.of(1, 2, 3), List.of(4, 5, 6), List.of(7, 8, 9));
  private static final List<List<String>> WORDS =
      List.of(List.of("hello", "world"), List.of("goodnight", "moon"));

  @Test
  void count_says_how_many_records_a_batch_has_and_0_for_an_empty_one() {
    assertThat(
            Batches.of(
                List.of(List.of(), List.of(1, 2, 3, 4), List.of(3, 4, 5), List.of(3)),
                stream -> stream.count()))
        .containsExactly(List.of(0L), List.of(4L), List.of(3L), List.of(1L));
  }

  @Test
  void map_and_filter_keep_the_order() {
    assertThat(Batches.of(WORDS, stream -> stream.map(String::length)))
        .containsExactly(List.of(5, 5), List.of(9, 4));
    assertThat(Batches.of(WORDS, stream -> stream.filter(word -> word.contains("oo"))))
        .containsExactly(List.of(), List.of("goodnight", "moon"));
  }

  @Test
  void flat_map_makes_any_number_of_records() {
    assertThat(Batches.of(WORDS, stream -> stream.flatMap(RecordOperatorsTest::letters)).get(1))
        .containsExactly("g", "o", "o", "d", "n", "i", "g", "h", "t", "m", "o", "o", "n");
    assertThat(
            Batches.of(
                List.of(List.of("go"), List.of("a", "bc")),
                stream ->
                    stream.flatMapToPair(
                        word -> letters(word).stream().map(l -> pair(word.length(), l)).toList())))
        .containsExactly(
            List.of(pair(2, "g"), pair(2, "o")), List.of(pair(1, "a"), pair(2, "b"), pair(2, "c")));
  }

  @Test
  void glom_lists_contiguous_partitions() {
    assertThat(Batches.of(List.of(List.of(1, 2, 3, 4), List.of(5, 6, 7)), stream -> stream.glom()))
        .containsExactly(List.of(List.of(1, 2), List.of(3, 4)), List.of(List.of(5), List.of(6, 7)));
  }

  @Test
  void map_partitions_calls_once_for_each_partition() {
    assertThat(Batches.of(WORDS, stream -> stream.mapPartitions(all -> List.of(joined(all)))))
        .containsExactly(List.of("HELLO", "WORLD"), List.of("GOODNIGHT", "MOON"));
    assertThat(
            Batches.of(
                List.of(List.of("a", "b", "c", "d")),
                stream -> stream.mapPartitions(all -> List.of(joined(all)))))
        .containsExactly(List.of("AB", "CD"));
    assertThat(
            Batches.ofPairs(
                List.of(List.of(pair("x", 1), pair("y", 2))),
                pairs ->
                    pairs.mapPartitionsToPair(
                        all -> List.of(pair(all.next()._2() * 10, "partition")))))
        .containsExactly(List.of(pair(10, "partition"), pair(20, "partition")));
  }

  @Test
  void repartition_makes_more_partitions() {
    checkRepartition(2, 5);
  }

  @Test
  void repartition_makes_fewer_partitions() {
    checkRepartition(5, 2);
  }

  private static void checkRepartition(int from, int to) {
    List<List<Integer>> input =
        List.of(
            IntStream.rangeClosed(1, 100).boxed().toList(),
            IntStream.rangeClosed(101, 200).boxed().toList());
    try (TestStreams streams = TestStreams.create(Durations.seconds(1))) {
      Collected<Integer> output = streams.collect(streams.input(input, from).repartition(to));
      streams.start();
      streams.advance(2);

      assertThat(output.partitions())
          .allSatisfy(
              batch ->
                  assertThat(batch)
                      .hasSize(to)
                      .allSatisfy(
                          part -> assertThat(part.size()).isBetween(100 / to - 5, 100 / to + 5)));
      assertThat(output.batches().get(1)).containsExactlyInAnyOrderElementsOf(input.get(1));
    }
  }

  @Test
  void reduce_leaves_one_record_and_none_of_an_empty_batch() {
    assertThat(Batches.of(NUMBERS, 4, stream -> stream.reduce(Integer::sum)))
        .containsExactly(List.of(6), List.of(15), List.of(24), List.of());
  }

  @Test
  void count_by_value_counts_in_each_batch() {
    assertThat(
            Batches.of(
                List.of(
                    List.of("hello", "world"),
                    List.of("hello", "moon"),
                    List.of("hello"),
                    List.of()),
                stream -> stream.countByValue()))
        .containsExactly(
            List.of(pair("hello", 1L), pair("world", 1L)),
            List.of(pair("hello", 1L), pair("moon", 1L)),
            List.of(pair("hello", 1L)),
            List.of());
  }

  @Test
  void union_lists_this_stream_then_the_other() {
    assertThat(
            Batches.of(
                NUMBERS,
                List.of(List.of(10), List.<Integer>of(), List.of(11)),
                (left, right) -> left.union(right)))
        .containsExactly(List.of(1, 2, 3, 10), List.of(4, 5, 6), List.of(7, 8, 9, 11));
  }

  @Test
  void pairs_are_filtered_swapped_and_mapped() {
    List<List<Tuple2<String, Integer>>> input =
        List.of(List.of(pair("a", 1), pair("b", 2)), List.of(pair("c", 3)));

    assertThat(Batches.ofPairs(input, pairs -> pairs.filter(p -> p._2() > 1)))
        .containsExactly(List.of(pair("b", 2)), List.of(pair("c", 3)));
    assertThat(Batches.ofPairs(input, pairs -> pairs.mapToPair(Tuple2::swap)))
        .containsExactly(List.of(pair(1, "a"), pair(2, "b")), List.of(pair(3, "c")));
    assertThat(Batches.ofPairs(input, pairs -> pairs.map(Tuple2::_2)))
        .containsExactly(List.of(1, 2), List.of(3));
    assertThat(Batches.ofPairs(input, PairDStream::toDStream)).isEqualTo(input);
  }

  @Test
  void pairs_are_flat_mapped_to_pairs_of_other_types() {
    assertThat(
            Batches.ofPairs(
                List.of(List.of(pair("hi", 1)), List.of(pair("ho", 2))),
                pairs ->
                    pairs.flatMapToPair(
                        p -> letters(p._1()).stream().map(l -> pair(p._2(), l)).toList())))
        .containsExactly(List.of(pair(1, "h"), pair(1, "i")), List.of(pair(2, "h"), pair(2, "o")));
  }

  @Test
  void values_are_mapped_under_their_keys() {
    List<List<Tuple2<String, String>>> input =
        List.of(List.of(pair("california", "ab"), pair("new york", "c")));

    assertThat(Batches.ofPairs(input, pairs -> pairs.mapValues(text -> text + "!")))
        .containsExactly(List.of(pair("california", "ab!"), pair("new york", "c!")));
    assertThat(Batches.ofPairs(input, pairs -> pairs.flatMapValues(RecordOperatorsTest::letters)))
        .containsExactly(
            List.of(pair("california", "a"), pair("california", "b"), pair("new york", "c")));
  }

  private static List<String> letters(String word) {
    return word.chars().mapToObj(Character::toString).toList();
  }

  private static String joined(Iterator<String> words) {
    List<String> all = new ArrayList<>();
    words.forEachRemaining(word -> all.add(word.toUpperCase(Locale.ROOT)));
    return String.join("", all);
  }
}
