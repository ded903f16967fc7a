using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>Idempotency of settlements and releases.</summary>
internal static class SettleReplay
{
    /// <summary>The stored answer, a refusal when the key was used otherwise, or null when the key is new.</summary>
    public static SettleResult? Find(LedgerBook book, IdempotencyTicket? ticket)
    {
        if (ticket is null || book.FindAnswer(ticket.Key) is not { } earlier)
        {
            return null;
        }

        return string.Equals(earlier.RequestHash, ticket.RequestHash, StringComparison.Ordinal)
            ? LedgerAnswers.ReadSettle(earlier.AnswerJson)
            : new SettleResult { Status = SettleStatus.IdempotencyKeyReused };
    }

    public static void Remember(LedgerBook book, IdempotencyTicket? ticket, SettleResult result)
    {
        if (ticket is not null)
        {
            book.AddAnswer(ticket, LedgerAnswers.WriteSettle(result));
        }
    }
}
