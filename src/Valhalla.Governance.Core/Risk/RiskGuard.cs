using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Valhalla.Governance.Control;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>Checks arguments, hands commands to the writer and waits for their commit.</summary>
internal sealed class RiskGuard(
    LedgerWriter writer,
    ILedgerStore store,
    ControlState control,
    RiskTerms terms,
    ReservationIds ids,
    RiskMetrics metrics) : IRiskGuard
{
    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ReserveResult> ReserveAsync(ReserveRequest request, CancellationToken cancellationToken)
    {
        RiskRequests.Validate(request);
        var ticket = RiskRequests.TicketOf(request);
        if (!Enter(ticket))
        {
            return new ReserveResult
            {
                Status = ReserveStatus.InFlight,
                Engine = request.Engine,
                Amount = request.Amount,
            };
        }

        try
        {
            var command = new ReserveCommand(request, ids.Next(), ticket);
            var result = await RunAsync(command, cancellationToken).ConfigureAwait(false);
            metrics.Reserved(result);
            return result;
        }
        finally
        {
            Leave(ticket);
        }
    }

    public ValueTask<SettleResult> SettleAsync(SettleRequest request, CancellationToken cancellationToken)
    {
        RiskRequests.Validate(request);
        return SettleAsync(new SettleCommand(request, RiskRequests.TicketOf(request)), cancellationToken);
    }

    public ValueTask<SettleResult> ReleaseAsync(ReleaseRequest request, CancellationToken cancellationToken)
    {
        RiskRequests.Validate(request);
        return SettleAsync(new ReleaseCommand(request, RiskRequests.TicketOf(request)), cancellationToken);
    }

    public async ValueTask<RiskSnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        var reading = await store.ReadLatestAsync(cancellationToken).ConfigureAwait(false);
        var today = terms.DayOf(reading.Now);
        var day = reading.Rows.Count > 0 && reading.Rows[0].Day > today ? reading.Rows[0].Day : today;
        var rows = reading.Rows.ToDictionary(row => row.Engine);
        return new RiskSnapshot(
            day,
            [
                .. Ordered(reading.Policies).Select(policy => new RiskEngineSnapshot(
                    policy,
                    rows.TryGetValue(policy.Engine, out var row)
                        ? RiskRules.RollTo(row, day)
                        : new RiskLedgerDay { Engine = policy.Engine, Day = day })),
            ]);
    }

    public ValueTask<RiskReservation?> FindReservationAsync(ReservationId id, CancellationToken cancellationToken) =>
        store.FindReservationAsync(id, cancellationToken);

    public ValueTask<IReadOnlyList<RiskReservation>> ListReservationsAsync(
        ReservationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return store.ListReservationsAsync(query, cancellationToken);
    }

    public ValueTask<IReadOnlyList<RiskEvent>> ListEventsAsync(
        RiskEventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return store.ListEventsAsync(query, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<RiskPolicy>> GetPoliciesAsync(CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. Ordered(snapshot.RiskPolicies.Values)];
    }

    public async ValueTask<RiskPolicy> UpsertPolicyAsync(RiskPolicyChange change, CancellationToken cancellationToken)
    {
        RiskPolicyRules.Validate(change);
        var snapshot = await control.CommitAsync(
            (current, now) => RiskPolicyRules.Decide(current, change, now), cancellationToken).ConfigureAwait(false);
        return snapshot.RiskPolicies[change.Engine];
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SettleResult> SettleAsync(
        LedgerCommand<SettleResult> command, CancellationToken cancellationToken)
    {
        if (!Enter(command.Ticket))
        {
            return new SettleResult { Status = SettleStatus.InFlight };
        }

        try
        {
            var result = await RunAsync(command, cancellationToken).ConfigureAwait(false);
            metrics.Settled(result);
            return result;
        }
        finally
        {
            Leave(command.Ticket);
        }
    }

    private ValueTask<TResult> RunAsync<TResult>(LedgerCommand<TResult> command, CancellationToken cancellationToken)
        where TResult : class
    {
        var submitted = writer.SubmitAsync(command, cancellationToken);
        return submitted.IsCompletedSuccessfully && !cancellationToken.CanBeCanceled
            ? command.Completion
            : WaitAsync(submitted, command, cancellationToken);
    }

    private static async ValueTask<TResult> WaitAsync<TResult>(
        ValueTask submitted, LedgerCommand<TResult> command, CancellationToken cancellationToken)
        where TResult : class
    {
        await submitted.ConfigureAwait(false);
        return cancellationToken.CanBeCanceled
            ? await command.Completion.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false)
            : await command.Completion.ConfigureAwait(false);
    }

    private bool Enter(IdempotencyTicket? ticket) => ticket is null || _inFlight.TryAdd(ticket.Key, 0);

    private void Leave(IdempotencyTicket? ticket)
    {
        if (ticket is not null)
        {
            _inFlight.TryRemove(ticket.Key, out _);
        }
    }

    private static IEnumerable<RiskPolicy> Ordered(IEnumerable<RiskPolicy> policies) =>
        policies.OrderBy(static policy => !policy.Engine.IsGlobal).ThenBy(static policy => policy.Engine);
}
