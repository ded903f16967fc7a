using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.Operations.Tests.Offers;

/// <summary>A store whose next appends fail, before or after they are stored.</summary>
internal sealed class FaultyOfferStore(InMemoryOfferStore store) : IOfferStore
{
    public int FailBefore { get; set; }

    public int FailAfter { get; set; }

    /// <summary>What the next failure before storing is.</summary>
    public Exception Failure { get; set; } = new ValhallaStoreException(StoreFailure.Unavailable, "down");

    public int Appended { get; private set; }

    public async ValueTask<OfferAppendResult> AppendAsync(
        OfferEvidence evidence,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken)
    {
        if (FailBefore-- > 0)
        {
            throw Failure;
        }

        var appended = await store.AppendAsync(evidence, ticket, answerJson, cancellationToken);
        Appended += appended.Earlier is null ? 1 : 0;
        return FailAfter-- > 0 ? throw new ValhallaStoreException(StoreFailure.Unavailable, "lost") : appended;
    }

    public ValueTask<OfferEvidence?> FindAsync(long id, CancellationToken cancellationToken) =>
        store.FindAsync(id, cancellationToken);

    public ValueTask<StoredAnswer?> FindAnswerAsync(IdempotencyTicket ticket, CancellationToken cancellationToken) =>
        store.FindAnswerAsync(ticket, cancellationToken);
}
