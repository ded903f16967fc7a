using System.Globalization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Clock;

/// <inheritdoc cref="IGovernanceClock" />
internal sealed class GovernanceClock(
    IStoreClock clock,
    StoreClockWatch watch,
    ClockHistory history,
    IAuditStore audit,
    ILedgerStore ledger,
    RiskTerms terms) : IGovernanceClock
{
    public async ValueTask<ClockStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var now = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
        watch.Observe(now);
        await history.EnsureRestoredAsync(cancellationToken).ConfigureAwait(false);
        var rows = (await ledger.ReadLatestAsync(cancellationToken).ConfigureAwait(false)).Rows;
        var newest = await audit.ListAsync(new AuditQuery { Limit = 1 }, cancellationToken).ConfigureAwait(false);
        var today = terms.DayOf(now).AddDays(watch.DaysAhead);
        DateOnly? ledgerDay = rows.Count == 0 ? null : rows.Max(row => row.Day);
        return new ClockStatus
        {
            Now = now,
            Today = today,
            LedgerDay = ledgerDay,
            IsLedgerDayHeld = watch.HoldsDay && ledgerDay < today,
            LedgerDaysAhead = watch.DaysAhead,
            Suspicions = [.. Suspicions(now, today, ledgerDay, newest.Count == 0 ? null : newest[0].OccurredAt)],
        };
    }

    public async ValueTask<ClockStatus> AcknowledgeAsync(
        ChangeAuthor author, string reason, CancellationToken cancellationToken)
    {
        TextRules.RequireAuthor(author, nameof(author));
        reason = PlainText.Normalize(reason);
        TextRules.RequireSeen(reason, TextRules.MaxReasonLength, nameof(reason));

        var status = await GetStatusAsync(cancellationToken).ConfigureAwait(false);
        var calendar = terms.DayOf(status.Now);
        var ahead = status.LedgerDay is { } day ? Math.Max(0, day.DayNumber - calendar.DayNumber) : 0;
        await history.AcknowledgeAsync(author, reason, ahead, cancellationToken).ConfigureAwait(false);
        return await GetStatusAsync(cancellationToken).ConfigureAwait(false);
    }

    private IEnumerable<string> Suspicions(
        DateTimeOffset now, DateOnly today, DateOnly? ledgerDay, DateTimeOffset? newest)
    {
        if (watch.Jump is { } jump)
        {
            yield return Told(jump);
        }

        if (ledgerDay > today)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The ledger is on {ledgerDay:yyyy-MM-dd}, and the store's clock on {today:yyyy-MM-dd}: caps would not "
                + $"begin anew before that day is over.");
        }

        if (newest > now + LeaseRules.ClockTolerance)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"The newest audit record is of {newest:u}, and the store's clock shows {now:u}: it was set back.");
        }
    }

    public static string Told(ClockJump jump) => string.Create(
        CultureInfo.InvariantCulture,
        $"The store's clock jumped from {jump.Expected:u} to {jump.Shown:u}.");
}
