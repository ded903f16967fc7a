using System.Runtime.InteropServices;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>
/// The ledger as one batch sees and changes it: what was loaded, plus everything booked so far. Deterministic, no I/O.
/// The store writes its changes in the transaction in which it loaded them. Loading again makes all earlier contents
/// void.
/// </summary>
internal sealed class LedgerBook(RiskTerms terms)
{
    private readonly Dictionary<EngineName, LedgerLine> _lines = [];
    private readonly Stack<LedgerLine> _spareLines = [];
    private readonly Dictionary<ReservationId, RiskReservation> _reservations = [];
    private readonly HashSet<ReservationId> _loadedReservations = [];
    private readonly HashSet<ReservationId> _changedReservations = [];
    private readonly Dictionary<(EngineName Engine, string CorrelationId), List<ReservationId>> _correlations = [];
    private readonly Dictionary<string, StoredAnswer> _answers = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<EngineName, RiskPolicy> _policies = new Dictionary<EngineName, RiskPolicy>();

    public RiskTerms Terms => terms;

    public DateTimeOffset Now { get; private set; }

    public DateOnly Day { get; private set; }

    /// <summary>Whether the store has no row of <see cref="Day"/> yet.</summary>
    public bool IsNewDay { get; private set; }

    /// <summary>By the gate row, or by a kill that only this process knows yet.</summary>
    public bool KillSwitchEngaged { get; private set; }

    /// <summary>Whether go-live is asked for and not enabled.</summary>
    public bool LacksGoLive { get; private set; }

    /// <summary>New journal rows, in order.</summary>
    public List<RiskEvent> Events { get; } = [];

    /// <summary>The ids of new reservations; <see cref="FindReservation"/> gives their state after the batch.</summary>
    public List<ReservationId> AddedReservations { get; } = [];

    /// <summary>New answers by key.</summary>
    public List<IdempotencyTicket> AddedTickets { get; } = [];

    /// <summary>New audit entries, in order.</summary>
    public List<AuditEntry> Audit { get; } = [];

    /// <summary>Whether there is anything to write.</summary>
    public bool IsChanged => Events.Count > 0 || AddedTickets.Count > 0;

    /// <summary>Every engine that has a row or was asked for, and GLOBAL.</summary>
    public Dictionary<EngineName, LedgerLine>.ValueCollection Lines => _lines.Values;

    /// <summary>The ledger rows to write: those that were booked on, and on a new day all of them.</summary>
    public IEnumerable<RiskLedgerDay> ChangedRows =>
        _lines.Values.Where(line => line.IsChanged || (IsNewDay && line.IsStored)).Select(line => line.Row);

    /// <summary>The rows of <see cref="Day"/> as they are stored once the batch is written.</summary>
    public IReadOnlyList<RiskLedgerDay> StoredRows =>
        [.. _lines.Values.Where(line => line.IsStored || line.IsChanged).Select(line => line.Row)];

    /// <summary>Loaded reservations that were booked on, in their state after the batch.</summary>
    public IEnumerable<RiskReservation> ChangedReservations => _changedReservations.Select(id => _reservations[id]);

    /// <summary>Begins anew.</summary>
    /// <param name="load">What the store holds.</param>
    /// <param name="isKilledHere">Whether this process holds a kill that the store may not know yet.</param>
    /// <param name="day">The day the store's clock stands for; null computes it.</param>
    /// <param name="holdsDay">Whether no new day begins: the clock has jumped ahead, and nobody has looked yet.</param>
    public void Load(LedgerLoad load, bool isKilledHere = false, DateOnly? day = null, bool holdsDay = false)
    {
        Clear();
        Now = load.Now;
        KillSwitchEngaged = load.KillSwitchEngaged || isKilledHere;
        LacksGoLive = terms.RequiresGoLive && !load.GoLiveEnabled;
        _policies = load.Policies;

        // The ledger day never decreases, whatever the clock does.
        var today = day ?? terms.DayOf(load.Now);
        var newest = load.Ledger.Count == 0 ? today : load.Ledger[0].Day;
        Day = newest > today || holdsDay ? newest : today;
        IsNewDay = newest < Day;
        foreach (var row in load.Ledger)
        {
            _lines.Add(row.Engine, NewLine(RiskRules.RollTo(row, Day), isStored: true));
        }

        foreach (var reservation in load.Reservations)
        {
            _reservations[reservation.Id] = reservation;
            _loadedReservations.Add(reservation.Id);
        }

        foreach (var (key, answer) in load.Answers)
        {
            _answers.Add(key, answer);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        foreach (var line in _lines.Values)
        {
            _spareLines.Push(line);
        }

        _lines.Clear();
        _reservations.Clear();
        _loadedReservations.Clear();
        _changedReservations.Clear();
        _correlations.Clear();
        _answers.Clear();
        Events.Clear();
        AddedReservations.Clear();
        AddedTickets.Clear();
        Audit.Clear();
    }

    public LedgerLine LineOf(EngineName engine)
    {
        ref var line = ref CollectionsMarshal.GetValueRefOrAddDefault(_lines, engine, out _);
        return line ??= NewLine(new RiskLedgerDay { Engine = engine, Day = Day }, isStored: false);
    }

    public RiskReservation? FindReservation(ReservationId id) => _reservations.GetValueOrDefault(id);

    /// <summary>The reservations of an engine and correlation id, oldest first.</summary>
    public IEnumerable<RiskReservation> FindReservations(EngineName engine, string correlationId)
    {
        // Sorted once for all settlements of the batch: there may be many.
        ref var ids = ref CollectionsMarshal.GetValueRefOrAddDefault(_correlations, (engine, correlationId), out _);
        ids ??= _reservations.Values
            .Where(r => r.Engine == engine && string.Equals(r.CorrelationId, correlationId, StringComparison.Ordinal))
            .OrderBy(r => r.CreatedAt).ThenBy(r => r.Id.Value)
            .Select(r => r.Id)
            .ToList();
        return ids.Select(id => _reservations[id]);
    }

    public void AddReservation(RiskReservation reservation)
    {
        _reservations.Add(reservation.Id, reservation);
        AddedReservations.Add(reservation.Id);
        if (_correlations.Count > 0 && reservation.CorrelationId is { } correlationId)
        {
            _correlations.Remove((reservation.Engine, correlationId));
        }
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

    private LedgerLine NewLine(in RiskLedgerDay row, bool isStored)
    {
        if (!_spareLines.TryPop(out var line))
        {
            line = new LedgerLine();
        }

        line.Load(_policies.GetValueOrDefault(row.Engine), row, isStored);
        return line;
    }
}
