using Valhalla.Governance.Control;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// The ledger as this process saw it last, under the lock of the gate row. Others may have booked since: what is
/// decided on it is applied only where it is still true.
/// </summary>
/// <param name="Version">The version of the gate row; every change of the gate or a policy makes another.</param>
/// <param name="KillSwitchEngaged">At that version.</param>
/// <param name="GoLiveEnabled">At that version.</param>
/// <param name="Policies">At that version.</param>
/// <param name="Rows">The rows of the newest ledger day.</param>
/// <param name="Now">The server's clock then.</param>
/// <param name="SeenAt">The timestamp of this process then.</param>
/// <param name="LastEventId">An id of the journal that every batch sent since comes after.</param>
internal sealed record KnownLedger(
    ControlVersion Version,
    bool KillSwitchEngaged,
    bool GoLiveEnabled,
    IReadOnlyDictionary<EngineName, RiskPolicy> Policies,
    IReadOnlyList<RiskLedgerDay> Rows,
    DateTimeOffset Now,
    long SeenAt,
    long LastEventId)
{
    /// <summary>How far ahead of the decision the server's clock may be when it is applied.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(10);

    /// <summary>Decides a batch that only reserves.</summary>
    /// <returns>
    /// The book, or null when it has to be decided under the lock: there are no rows yet, the day may be about to end,
    /// a row would be added, or nothing would be written that proves the decision.
    /// </returns>
    public LedgerBook? TryDecide(LedgerBatch batch, TimeProvider time, out DateTimeOffset validUntil)
    {
        var now = Now + time.GetElapsedTime(SeenAt);
        validUntil = now + Validity;
        if (Rows.Count == 0 || batch.DayOf(validUntil) > Rows[0].Day)
        {
            return null;
        }

        var book = batch.Decide(new LedgerLoad
        {
            Now = now,
            KillSwitchEngaged = KillSwitchEngaged,
            GoLiveEnabled = GoLiveEnabled,
            Policies = Policies,
            Ledger = Rows,
        });
        return book.Events.Count > 0 && !book.IsNewDay && book.Lines.All(line => line.IsStored || !line.IsChanged)
            ? book
            : null;
    }

    /// <summary>Whether this was seen after the other, by the server's clock.</summary>
    public bool IsNewerThan(KnownLedger? other) => other is null || Now > other.Now;
}
