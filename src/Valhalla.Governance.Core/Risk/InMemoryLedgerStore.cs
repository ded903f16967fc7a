using System.Runtime.InteropServices;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Risk;

/// <summary>The ledger in memory. Runs the same decider under the same lock as the durable stores.</summary>
internal sealed class InMemoryLedgerStore(InMemoryDatabase database) : ILedgerStore
{
    private readonly Dictionary<EngineName, RiskLedgerDay> _newestDay = [];
    private readonly Dictionary<ReservationId, RiskReservation> _reservations = [];
    private readonly Dictionary<(EngineName Engine, string CorrelationId), List<ReservationId>> _correlations = [];
    private readonly List<RiskEvent> _events = [];

    public ValueTask CommitAsync(LedgerBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            Write(batch.Decide(Load(batch)));
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<LedgerReading> ReadLatestAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(new LedgerReading(
                database.Now, [.. _newestDay.Values], [.. database.Control.RiskPolicies.Values]));
        }
    }

    public ValueTask<RiskReservation?> FindReservationAsync(ReservationId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(_reservations.GetValueOrDefault(id));
        }
    }

    public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
        ReservationQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<RiskReservation>>(
            [
                .. _reservations.Values
                    .Where(r => (query.Engine is not { } engine || r.Engine == engine)
                        && (query.Status is not { } status || r.Status == status)
                        && (query.CorrelationId is not { } id
                            || string.Equals(r.CorrelationId, id, StringComparison.Ordinal))
                        && (query.Before is not { } before || r.Id.Value.CompareTo(before.Value) < 0))
                    .OrderByDescending(r => r.Id.Value)
                    .Take(query.Limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
        RiskEventQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<RiskEvent>>(
            [
                .. _events
                    .Where(e => (query.Engine is not { } engine || e.Engine == engine)
                        && (query.Kind is not { } kind || e.Kind == kind)
                        && (query.CorrelationId is not { } id
                            || string.Equals(e.CorrelationId, id, StringComparison.Ordinal))
                        && (query.ReservationId is not { } reservation || e.ReservationId == reservation)
                        && (query.BeforeId is not { } before || e.Id < before))
                    .OrderByDescending(e => e.Id)
                    .Take(query.Limit),
            ]);
        }
    }

    public ValueTask<IReadOnlyList<ReservationId>> ListExpiredAsync(int limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult<IReadOnlyList<ReservationId>>(
            [
                .. _reservations.Values
                    .Where(r => r.Status == ReservationStatus.Open && r.ExpiresAt <= database.Now)
                    .OrderBy(r => r.ExpiresAt)
                    .Take(limit)
                    .Select(r => r.Id),
            ]);
        }
    }

    private LedgerLoad Load(LedgerBatch batch)
    {
        var reservations = new Dictionary<ReservationId, RiskReservation>();
        foreach (var id in batch.ReservationIds)
        {
            if (_reservations.TryGetValue(id, out var reservation))
            {
                reservations[id] = reservation;
            }
        }

        foreach (var (engine, correlationId) in batch.Correlations)
        {
            foreach (var found in FindByCorrelation(_correlations.GetValueOrDefault((engine, correlationId), [])))
            {
                reservations[found.Id] = found;
            }
        }

        var answers = new Dictionary<string, StoredAnswer>(StringComparer.Ordinal);
        foreach (var key in batch.Keys)
        {
            if (database.FindAnswer(LedgerBatch.IdempotencyScope, key) is { } answer)
            {
                answers[key] = answer;
            }
        }

        return new LedgerLoad
        {
            Now = database.Now,
            KillSwitchEngaged = database.Control.Gate.KillSwitchEngaged,
            GoLiveEnabled = database.Control.Gate.GoLiveEnabled,
            Policies = database.Control.RiskPolicies,
            Ledger = [.. _newestDay.Values],
            Reservations = [.. reservations.Values],
            Answers = answers,
        };
    }

    private IEnumerable<RiskReservation> FindByCorrelation(List<ReservationId> ids)
    {
        var all = ids.ConvertAll(id => _reservations[id]);
        var open = all.FindAll(r => r.Open.IsPositive);
        var expired = all.Where(r => r.Expired.IsPositive);
        return all.Take(1)
            .Concat(open)
            .Concat(open.Count == 0 ? expired : expired.Take(LedgerBatch.MaxExpiredBesideOpen));
    }

    private void Write(LedgerBook book)
    {
        if (!book.IsChanged)
        {
            return;
        }

        foreach (var row in book.ChangedRows)
        {
            _newestDay[row.Engine] = row;
        }

        foreach (var riskEvent in book.Events)
        {
            _events.Add(riskEvent with { Id = _events.Count + 1 });
        }

        foreach (var id in book.AddedReservations)
        {
            var reservation = book.FindReservation(id)!;
            _reservations[id] = reservation;
            if (reservation.CorrelationId is { } correlationId)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(
                    _correlations, (reservation.Engine, correlationId), out _) ??= [];
                _correlations[(reservation.Engine, correlationId)].Add(id);
            }
        }

        foreach (var reservation in book.ChangedReservations)
        {
            _reservations[reservation.Id] = reservation;
        }

        foreach (var ticket in book.AddedTickets)
        {
            database.AddAnswer(ticket, book.AnswerOf(ticket));
        }

        foreach (var entry in book.Audit)
        {
            database.AppendAudit(entry);
        }
    }
}
