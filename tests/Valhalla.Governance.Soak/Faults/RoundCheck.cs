using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Testing.Ledger;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>
/// Compares what the callers of a round were told with what the database holds, and with what its keys answer.
/// </summary>
internal sealed class RoundCheck(FaultCaps caps, IReadOnlyList<FaultOrder> nodes)
{
    private const int AskedAgain = 200;
    private readonly List<Acknowledgement> _told = [.. nodes.SelectMany(node => AcknowledgementLog.Read(node.LogPath))];
    private readonly Random _random = new(20_261_125);

    /// <exception cref="Xunit.Sdk.XunitException">Something was lost, doubled, half done, or passed a cap.</exception>
    public async Task<RoundResult> RunAsync(Func<Task<LedgerDatabase>> open, TimeSpan recovered)
    {
        await using var database = await open();
        var journal = await LedgerAudit.CheckAsync(database, caps.Units);
        await CheckAcknowledgedAsync(database, journal);
        var decisions = journal.Where(IsDecision).ToLookup(row => row.CorrelationId);
        var settled = journal.Where(row => row.Kind == "settled").Select(row => row.ReservationId).ToHashSet();

        await using var host = await nodes[0].StartHostAsync();
        var guard = host.Services.GetRequiredService<IRiskGuard>();
        var replayed = await ReplayAcknowledgedAsync(guard);
        var unanswered = FindUnanswered();
        var committed = 0;
        foreach (var (request, reservationId) in unanswered)
        {
            var wasBooked = request.IsSettle
                ? settled.Contains(Guid.Parse(reservationId!))
                : decisions[request.Key].Any();
            committed += await ReplayUnansweredAsync(guard, request, reservationId, wasBooked) ? 1 : 0;
        }

        // Asking again has booked what was absent, each once, and nothing else.
        var after = await LedgerAudit.CheckAsync(database, caps.Units);
        Assert.Equal(
            journal.Count(IsDecision) + unanswered.Count(each => !each.Request.IsSettle)
                - unanswered.Count(each => decisions[each.Request.Key].Any() && !each.Request.IsSettle),
            after.Count(IsDecision));
        return new RoundResult(
            _told.Count,
            unanswered.Count,
            committed,
            _told.Count(each => each.Status == nameof(ReserveStatus.WouldExceedPolicy)),
            replayed,
            recovered);
    }

    private static bool IsDecision(JournalRow row) => row.Kind is "reserved" or "denied";

    private async Task CheckAcknowledgedAsync(LedgerDatabase database, IReadOnlyList<JournalRow> journal)
    {
        var decisions = journal.Where(IsDecision).ToLookup(row => row.CorrelationId);
        var settled = journal.Where(row => row.Kind == "settled").ToLookup(row => row.ReservationId);
        var reservations = await database.ReadReservationsAsync();
        foreach (var told in _told)
        {
            if (told.Request.IsSettle)
            {
                Assert.True(told.Status == nameof(SettleStatus.Booked), $"{told} was not booked.");
                Assert.Single(settled[Guid.Parse(told.ReservationId!)]);
                continue;
            }

            var row = Assert.Single(decisions[told.Request.Key]);
            Assert.Equal(told.IsGrant ? "reserved" : "denied", row.Kind);
            if (told.IsGrant)
            {
                var id = Guid.Parse(told.ReservationId!);
                Assert.Equal(id, row.ReservationId);
                Assert.True(reservations.Contains(id), $"{told} has no reservation.");
            }
        }

        // Nothing is there that nobody asked for, and nothing twice.
        var asked = _told.Select(told => told.Request.Key).ToHashSet();
        asked.UnionWith(FindUnanswered().Select(each => each.Request.Key));
        foreach (var rows in decisions)
        {
            Assert.Single(rows);
            Assert.True(rows.Key is not null && asked.Contains(rows.Key), $"Nobody asked for {rows.Key}.");
        }

        Assert.All(settled, rows => Assert.Single(rows));
    }

    private async Task<int> ReplayAcknowledgedAsync(IRiskGuard guard)
    {
        var again = _told.Count <= AskedAgain ? [.. _told] : _random.GetItems(_told.ToArray(), AskedAgain);
        foreach (var told in again)
        {
            var answer = await told.Request.SendAsync(guard, told.ReservationId);
            Assert.True(answer.IsReplay, $"{told} was decided again: {answer}.");
            Assert.Equal((told.ReservationId, told.Status), (answer.ReservationId, answer.Status));
        }

        return again.Length;
    }

    private static async Task<bool> ReplayUnansweredAsync(
        IRiskGuard guard, FaultRequest request, string? reservationId, bool wasBooked)
    {
        var answer = await request.SendAsync(guard, reservationId);
        Assert.True(answer.IsReplay == wasBooked, $"{request} was booked: {wasBooked}, and now gives {answer}.");
        return wasBooked;
    }

    /// <summary>What each caller asked for next, after its last answer, if it got so far.</summary>
    private IReadOnlyList<(FaultRequest Request, string? ReservationId)> FindUnanswered()
    {
        var last = _told.GroupBy(told => (told.Request.Node, told.Request.Caller)).ToDictionary(
            caller => caller.Key, caller => caller.MaxBy(told => (told.Request.Number, told.Request.IsSettle))!);
        return
        [
            .. nodes.SelectMany(node => Enumerable.Range(0, node.Callers).Select(caller =>
                last.TryGetValue((node.Node, caller), out var told)
                    ? (told.Request.NextAfter(told), told.ReservationId)
                    : (new FaultRequest(node.Node, caller, 0, IsSettle: false), null))),
        ];
    }
}
