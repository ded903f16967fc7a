using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>The evidence of offers in memory.</summary>
internal sealed class InMemoryOfferStore(InMemoryDatabase database) : IOfferStore
{
    private readonly List<OfferEvidence> _evidence = [];

    public ValueTask<OfferAppendResult> AppendAsync(
        OfferEvidence evidence,
        IdempotencyTicket? ticket,
        Func<long, string> answerJson,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (ticket is not null && database.FindAnswer(ticket.Scope, ticket.Key) is { } earlier)
            {
                return ValueTask.FromResult(new OfferAppendResult(0, earlier));
            }

            var id = _evidence.Count + 1L;
            if (ticket is not null)
            {
                // Made first: when it throws, nothing is stored.
                database.AddAnswer(ticket, new StoredAnswer(ticket.RequestHash, answerJson(id)));
            }

            _evidence.Add(evidence with { Id = id });
            return ValueTask.FromResult(new OfferAppendResult(id, null));
        }
    }

    public ValueTask<OfferEvidence?> FindAsync(long id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(id >= 1 && id <= _evidence.Count ? _evidence[(int)id - 1] : null);
        }
    }

    public ValueTask<StoredAnswer?> FindAnswerAsync(IdempotencyTicket ticket, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(database.FindAnswer(ticket.Scope, ticket.Key));
        }
    }
}
