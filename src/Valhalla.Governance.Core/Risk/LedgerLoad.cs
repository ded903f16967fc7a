using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>What a store read under the lock for one batch.</summary>
internal sealed class LedgerLoad
{
    /// <summary>The store's clock, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The kill switch of the gate row.</summary>
    public required bool KillSwitchEngaged { get; init; }

    /// <summary>Go-live of the gate row.</summary>
    public bool GoLiveEnabled { get; init; } = true;

    /// <summary>All policies.</summary>
    public required IReadOnlyDictionary<EngineName, RiskPolicy> Policies { get; init; }

    /// <summary>
    /// The rows of the newest ledger day. At the first booking of a day every row is rolled over, so the newest day
    /// has the row of each engine that ever booked.
    /// </summary>
    public required IReadOnlyList<RiskLedgerDay> Ledger { get; init; }

    /// <summary>
    /// The reservations that the batch names by id. Of its correlations: the oldest, all that are open, and those of
    /// which something has expired (see <see cref="LedgerBatch.MaxExpiredBesideOpen"/>). What is settled or released
    /// does not count towards any limit.
    /// </summary>
    public IReadOnlyList<RiskReservation> Reservations { get; init; } = [];

    /// <summary>The answers stored for the batch's keys, in scope <see cref="LedgerBatch.IdempotencyScope"/>.</summary>
    public IReadOnlyCollection<KeyValuePair<string, StoredAnswer>> Answers { get; init; } = [];
}
