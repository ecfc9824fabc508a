package dev.sluice.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.BlockId;
import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerSnapshot;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.TrackerReply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockAnswersTest {
  private final List<Runnable> whenDurable = new ArrayList<>();
  private final List<TrackerReply> replies = new ArrayList<>();
  private final BlockAnswers answers =
      new BlockAnswers(
          new Ledger(LedgerSnapshot.EMPTY, (event, action) -> whenDurable.add(action)));

  private void add(long number) {
    BlockId id = new BlockId(BlockId.inputNamespace(0), number);
    answers.add(new ReceivedBlock(0, id, 1, 10, 1, null, null), replies::add);
  }

  @Test
  void a_block_is_accepted_once_the_ledger_has_it_for_good() {
    add(1);
    assertThat(replies).isEmpty();

    whenDurable.get(0).run();

    assertThat(replies).containsExactly(TrackerReply.accept());
  }

  @Test
  void a_block_without_answer_is_refused_when_the_ledger_fails() {
    add(1);
    whenDurable.get(0).run();
    add(2);

    answers.ledgerFailed();
    answers.ledgerFailed();

    assertThat(replies)
        .containsExactly(
            TrackerReply.accept(), TrackerReply.refuse("the ledger cannot be written any more"));
  }

  @Test
  void a_block_is_answered_once_also_if_the_ledger_has_it_after_all() {
    add(1);
    answers.ledgerFailed();

    whenDurable.get(0).run();

    assertThat(replies).hasSize(1);
  }
}
