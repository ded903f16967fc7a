using Valhalla.Governance.Audit;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>
/// The ledger as one batch sees and changes it: what was loaded, plus everything booked so far. Deterministic, no I/O.
/// The store writes its changes in the transaction in which it loaded them.
/// </summary>
internal sealed class LedgerBook
{
    private readonly LedgerLoad _load;
    private readonly Dictionary<EngineName, RiskLedgerDay> _rows = [];
    private readonly HashSet<EngineName> _changedRows = [];
    private readonly Dictionary<ReservationId, RiskReservation> _reservations;
    private readonly HashSet<ReservationId> _loadedReservations = [];
    private readonly HashSet<ReservationId> _changedReservations = [];
    private readonly Dictionary<string, StoredAnswer> _answers;
    private readonly bool _isNewDay;

    /// <param name="load">What the store holds.</param>
    /// <param name="terms">The settings that decisions depend on.</param>
    /// <param name="isKilledHere">Whether this process holds a kill that the store may not know yet.</param>
    /// <param name="commands">How many commands to make room for.</param>
    public LedgerBook(LedgerLoad load, RiskTerms terms, bool isKilledHere = false, int commands = 0)
    {
        _reservations = new Dictionary<ReservationId, RiskReservation>(load.Reservations.Count + commands);
        Events = new List<RiskEvent>(commands);
        AddedReservations = new List<ReservationId>(commands);
        _load = load;
        KillSwitchEngaged = load.KillSwitchEngaged || isKilledHere;
        Terms = terms;
        _answers = new Dictionary<string, StoredAnswer>(load.Answers, StringComparer.Ordinal);

        // The ledger day never decreases, whatever the clock does.
        var today = terms.DayOf(load.Now);
        var newest = load.Ledger.Count == 0 ? today : load.Ledger[0].Day;
        Day = newest > today ? newest : today;
        _isNewDay = newest < Day;
        foreach (var row in load.Ledger)
        {
            _rows[row.Engine] = RiskRules.RollTo(row, Day);
        }

        foreach (var reservation in load.Reservations)
        {
            _reservations[reservation.Id] = reservation;
            _loadedReservations.Add(reservation.Id);
        }
    }

    public RiskTerms Terms { get; }

    public DateTimeOffset Now => _load.Now;

    public DateOnly Day { get; }

    /// <summary>By the gate row, or by a kill that only this process knows yet.</summary>
    public bool KillSwitchEngaged { get; }

    /// <summary>New journal rows, in order.</summary>
    public List<RiskEvent> Events { get; }

    /// <summary>The ids of new reservations; <see cref="FindReservation"/> gives their state after the batch.</summary>
    public List<ReservationId> AddedReservations { get; }

    /// <summary>New answers by key.</summary>
    public List<IdempotencyTicket> AddedTickets { get; } = [];

    /// <summary>New audit entries, in order.</summary>
    public List<AuditEntry> Audit { get; } = [];

    /// <summary>Whether there is anything to write.</summary>
    public bool IsChanged => Events.Count > 0 || AddedTickets.Count > 0;

    /// <summary>The ledger rows to write: those that were booked on, and on a new day all of them.</summary>
    public IEnumerable<RiskLedgerDay> ChangedRows =>
        _isNewDay ? _rows.Values : _changedRows.Select(engine => _rows[engine]);

    /// <summary>Loaded reservations that were booked on, in their state after the batch.</summary>
    public IEnumerable<RiskReservation> ChangedReservations => _changedReservations.Select(id => _reservations[id]);

    public RiskPolicy? FindPolicy(EngineName engine) => _load.Policies.GetValueOrDefault(engine);

    public RiskLedgerDay RowOf(EngineName engine) =>
        _rows.TryGetValue(engine, out var row) ? row : new RiskLedgerDay { Engine = engine, Day = Day };

    public void SetRow(in RiskLedgerDay row)
    {
        _rows[row.Engine] = row;
        _changedRows.Add(row.Engine);
    }

    public RiskReservation? FindReservation(ReservationId id) => _reservations.GetValueOrDefault(id);

    /// <summary>The reservations of an engine and correlation id, oldest first.</summary>
    public IEnumerable<RiskReservation> FindReservations(EngineName engine, string correlationId) =>
        _reservations.Values
            .Where(r => r.Engine == engine && string.Equals(r.CorrelationId, correlationId, StringComparison.Ordinal))
            .OrderBy(r => r.CreatedAt).ThenBy(r => r.Id.Value);

    public void AddReservation(RiskReservation reservation)
    {
        _reservations.Add(reservation.Id, reservation);
        AddedReservations.Add(reservation.Id);
    }

    public void SetReservation(RiskReservation reservation)
    {
        _reservations[reservation.Id] = reservation;
        if (_loadedReservations.Contains(reservation.Id))
        {
            _changedReservations.Add(reservation.Id);
        }
    }

    public StoredAnswer? FindAnswer(string key) => _answers.GetValueOrDefault(key);

    public StoredAnswer AnswerOf(IdempotencyTicket ticket) => _answers[ticket.Key];

    public void AddAnswer(IdempotencyTicket ticket, string answerJson)
    {
        _answers.Add(ticket.Key, new StoredAnswer(ticket.RequestHash, answerJson));
        AddedTickets.Add(ticket);
    }
}
