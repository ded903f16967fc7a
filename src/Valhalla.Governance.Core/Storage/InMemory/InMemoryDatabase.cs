using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Storage;

/// <summary>
/// What the in-memory stores share: one lock in the place of the gate row's, control state, the audit chain and
/// stored answers. Nothing survives the process.
/// </summary>
internal sealed class InMemoryDatabase
{
    private readonly List<AuditRecord> _audit = [];
    private readonly Dictionary<(string Scope, string Key), (StoredAnswer Answer, DateTimeOffset At)> _answers = [];

    public InMemoryDatabase(TimeProvider time)
    {
        Time = time;
        Control = Seeds.Create(time.GetUtcNow());
    }

    /// <summary>The lock that every control commit and every ledger batch takes first.</summary>
    public Lock Gate { get; } = new();

    public TimeProvider Time { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The committed control state; written under the lock, read anywhere.</summary>
    public ControlSnapshot Control { get; set; }

    /// <summary>The lease on evaluating tripwires; under the lock.</summary>
    public EvaluatorLease? EvaluatorLease { get; set; }

    /// <summary>Every drill of the kill switch; under the lock.</summary>
    public Dictionary<Guid, KillSwitchDrill> Drills { get; } = [];

    /// <summary>The audit chain; under the lock.</summary>
    public IReadOnlyList<AuditRecord> Audit => _audit;

    /// <summary>Appends to the audit chain; under the lock.</summary>
    public void AppendAudit(AuditEntry entry)
    {
        var previous = _audit.Count == 0 ? AuditChain.GenesisHash : _audit[^1].Hash;
        _audit.Add(AuditChain.Seal(entry, _audit.Count + 1, previous, Now));
    }

    /// <summary>The answer stored for a key, or null; under the lock.</summary>
    public StoredAnswer? FindAnswer(string scope, string key) =>
        _answers.TryGetValue((scope, key), out var stored) ? stored.Answer : null;

    /// <summary>Stores an answer; under the lock.</summary>
    public void AddAnswer(IdempotencyTicket ticket, StoredAnswer answer) =>
        _answers.Add((ticket.Scope, ticket.Key), (answer, Now));

    /// <summary>Deletes answers older than an instant; under the lock.</summary>
    public int PurgeAnswers(DateTimeOffset before, int limit)
    {
        var old = _answers.Where(a => a.Value.At < before).OrderBy(a => a.Value.At).Take(limit)
            .Select(a => a.Key).ToList();
        foreach (var key in old)
        {
            _answers.Remove(key);
        }

        return old.Count;
    }
}
