namespace Valhalla.Governance.Risk;

/// <summary>Commands that are decided and committed together, in order.</summary>
internal sealed class LedgerBatch
{
    /// <summary>The scope of this feature's rows in <c>idempotency_key</c>.</summary>
    public const string IdempotencyScope = "risk";

    /// <summary>How many reservations with one correlation id are loaded at the most.</summary>
    public const int MaxReservationsPerCorrelation = 1_000;

    private readonly RiskTerms _terms;
    private readonly bool _isKilledHere;

    /// <param name="batchId">See <see cref="BatchId"/>.</param>
    /// <param name="commands">The commands, in order.</param>
    /// <param name="terms">The settings that decisions depend on.</param>
    /// <param name="isKilledHere">Whether this process holds a kill that the store may not know yet.</param>
    public LedgerBatch(
        long batchId, IReadOnlyList<LedgerCommand> commands, RiskTerms terms, bool isKilledHere = false)
    {
        _isKilledHere = isKilledHere;
        BatchId = batchId;
        Commands = commands;
        _terms = terms;
        foreach (var command in commands)
        {
            if (command.Ticket is { } ticket)
            {
                (Keys ??= []).Add(ticket.Key);
            }

            switch (command)
            {
                case SettleCommand { Request.ReservationId: { } id }:
                    (ReservationIds ??= []).Add(id);
                    break;
                case SettleCommand { Request: { Engine: { } engine, CorrelationId: { } correlationId } }:
                    (Correlations ??= []).Add((engine, correlationId));
                    break;
                case ReleaseCommand release:
                    (ReservationIds ??= []).Add(release.Request.ReservationId);
                    break;
                case ExpireCommand expire:
                    (ReservationIds ??= []).Add(expire.ReservationId);
                    break;
            }
        }
    }

    /// <summary>
    /// Stored with every event of the batch, random: after a connection was lost at commit, its presence (looked up
    /// under the lock) says that the batch was committed.
    /// </summary>
    public long BatchId { get; }

    public IReadOnlyList<LedgerCommand> Commands { get; }

    /// <summary>The idempotency keys to look up; null for none. May hold duplicates.</summary>
    public List<string>? Keys { get; }

    /// <summary>The reservations to load; null for none. May hold duplicates.</summary>
    public List<ReservationId>? ReservationIds { get; }

    /// <summary>The correlations whose reservations to load; null for none. May hold duplicates.</summary>
    public List<(EngineName Engine, string CorrelationId)>? Correlations { get; }

    /// <summary>Decides every command in order. Runs again, from a new load, when the transaction is retried.</summary>
    /// <exception cref="LedgerBreachException">The loaded ledger contradicts itself.</exception>
    public LedgerBook Decide(LedgerLoad load)
    {
        LedgerInvariants.Require(load.Ledger);
        var book = new LedgerBook(load, _terms, _isKilledHere, Commands.Count);
        foreach (var command in Commands)
        {
            command.Decide(book);
        }

        return book;
    }
}
