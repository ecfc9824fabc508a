package dev.sluice.scheduler;

import dev.sluice.ledger.Ledger;
import dev.sluice.ledger.LedgerEvent;
import dev.sluice.receiver.ReceivedBlock;
import dev.sluice.receiver.TrackerReply;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Enters received blocks in the ledger and answers for each: once the ledger has it for good, or
 * cannot be written any more. Confined to the driver thread, but for the set of those without
 * answer, which is concurrent.
 */
final class BlockAnswers {
  private final Ledger ledger;
  private final Set<Consumer<TrackerReply>> unanswered = ConcurrentHashMap.newKeySet();

  BlockAnswers(Ledger ledger) {
    this.ledger = ledger;
  }

  void add(ReceivedBlock block, Consumer<TrackerReply> reply) {
    unanswered.add(reply);
    ledger.append(new LedgerEvent.BlockAdded(block), () -> answer(reply, TrackerReply.accept()));
  }

  /** Takes a block of an earlier process that is back; one that was given up is a new one. */
  void refilled(ReceivedBlock block, Refilling refilling, Consumer<TrackerReply> reply) {
    if (refilling.refilled(block.id())) {
      reply.accept(TrackerReply.accept());
    } else {
      add(block, reply);
    }
  }

  /** Refuses the blocks without answer. */
  void ledgerFailed() {
    unanswered.forEach(
        reply -> answer(reply, TrackerReply.refuse("the ledger cannot be written any more")));
  }

  private void answer(Consumer<TrackerReply> reply, TrackerReply answer) {
    if (unanswered.remove(reply)) {
      reply.accept(answer);
    }
  }
}
