using Valhalla.Governance.Clock;

namespace Valhalla.Governance.Risk;

/// <summary>
/// Commands that are decided and committed together, in order. Used again and again by the writer: fill, begin, commit,
/// clear. Not thread-safe.
/// </summary>
internal sealed class LedgerBatch(RiskTerms terms, StoreClockWatch? clock = null)
{
    /// <summary>The scope of this feature's rows in <c>idempotency_key</c>.</summary>
    public const string IdempotencyScope = "risk";

    /// <summary>
    /// How many expired reservations of one correlation are loaded while it has open ones, which come first. With none
    /// open, all are.
    /// </summary>
    public const int MaxExpiredBesideOpen = 1_000;

    private readonly LedgerBook _book = new(terms);
    private bool _isKilledHere;

    /// <summary>The commands, in order; filled before <see cref="Begin"/>.</summary>
    public List<LedgerCommand> Commands { get; } = [];

    /// <summary>
    /// Stored with every event of the batch, random: after a connection was lost at commit, its presence (looked up
    /// under the lock) says that the batch was committed.
    /// </summary>
    public long BatchId { get; private set; }

    /// <summary>Whether it depends on nothing stored but the gate, policies, ledger rows and keys.</summary>
    public bool ReservesOnly { get; private set; }

    /// <summary>The idempotency keys to look up. May hold duplicates.</summary>
    public List<string> Keys { get; } = [];

    /// <summary>The reservations to load. May hold duplicates.</summary>
    public List<ReservationId> ReservationIds { get; } = [];

    /// <summary>The correlations whose reservations to load. May hold duplicates.</summary>
    public List<(EngineName Engine, string CorrelationId)> Correlations { get; } = [];

    /// <summary>Gathers what the commands need.</summary>
    /// <param name="batchId">See <see cref="BatchId"/>.</param>
    /// <param name="isKilledHere">Whether this process holds a kill that the store may not know yet.</param>
    public void Begin(long batchId, bool isKilledHere = false)
    {
        BatchId = batchId;
        ReservesOnly = true;
        _isKilledHere = isKilledHere;
        foreach (var command in Commands)
        {
            if (command.Ticket is { } ticket)
            {
                Keys.Add(ticket.Key);
            }

            ReservesOnly &= command is ReserveCommand;
            switch (command)
            {
                case SettleCommand { Request.ReservationId: { } id }:
                    ReservationIds.Add(id);
                    break;
                case SettleCommand { Request: { Engine: { } engine, CorrelationId: { } correlationId } }:
                    Correlations.Add((engine, correlationId));
                    break;
                case ReleaseCommand release:
                    ReservationIds.Add(release.Request.ReservationId);
                    break;
                case ExpireCommand expire:
                    ReservationIds.Add(expire.ReservationId);
                    break;
            }
        }
    }

    /// <summary>Forgets everything, so that it can be filled again.</summary>
    public void Clear()
    {
        Commands.Clear();
        Keys.Clear();
        ReservationIds.Clear();
        Correlations.Clear();
        _book.Clear();
    }

    /// <summary>The ledger day of an instant.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => terms.DayOf(instant).AddDays(clock?.DaysAhead ?? 0);

    /// <summary>
    /// Decides every command in order. Runs again, from a new load, when the transaction is retried; what it returned
    /// before is void then.
    /// </summary>
    /// <exception cref="LedgerBreachException">The loaded ledger contradicts itself.</exception>
    public LedgerBook Decide(LedgerLoad load)
    {
        LedgerInvariants.Require(load.Ledger);
        var holdsDay = clock?.Observe(load.Now) ?? false;
        _book.Load(load, _isKilledHere, DayOf(load.Now), holdsDay);
        foreach (var command in Commands)
        {
            command.Decide(_book);
        }

        return _book;
    }
}
