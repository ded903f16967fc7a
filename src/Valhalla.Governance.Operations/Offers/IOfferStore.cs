using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>The evidence of offers: append-only. Policies are the operations policies.</summary>
internal interface IOfferStore
{
    /// <summary>Stores evidence, and with a ticket the answer to it, in one transaction.</summary>
    /// <param name="evidence">Sealed, with id 0.</param>
    /// <param name="ticket">The idempotency key, if any.</param>
    /// <param name="answerJson">Makes the answer to keep from the new id.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    ValueTask<OfferAppendResult> AppendAsync(
        OfferEvidence evidence,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken);

    ValueTask<OfferEvidence?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>The answer stored for a key, or null.</summary>
    ValueTask<StoredAnswer?> FindAnswerAsync(IdempotencyTicket ticket, CancellationToken cancellationToken);
}
