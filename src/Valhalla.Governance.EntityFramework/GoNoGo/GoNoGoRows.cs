using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Audit;
using Valhalla.Governance.EntityFramework.Control;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Ramp;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

/// <summary>The board and the influence row, as one transaction sees and changes them.</summary>
internal sealed class GoNoGoRows : ILockedRows<GoNoGoState, GoNoGoChange>
{
    private readonly GoLiveStateRow _gate;
    private readonly InfluenceStateRows _influence;
    private readonly GoNoGoState _state;

    private GoNoGoRows(GoLiveStateRow gate, InfluenceStateRows influence, GoNoGoState state)
    {
        _gate = gate;
        _influence = influence;
        _state = state;
    }

    /// <summary>Reads where the board stands; the gate and the influence are tracked when the context tracks.</summary>
    /// <exception cref="ValhallaStoreException">The store was never seeded.</exception>
    public static async ValueTask<GoNoGoRows> ReadAsync(
        IStoreDialect dialect, ValhallaDbContext db, string? hash, CancellationToken cancellationToken)
    {
        var gate = await db.ReadGateAsync(cancellationToken);
        var influence = await InfluenceStateRows.ReadAsync(db, cancellationToken);
        var latest = await db.GoNoGoEvaluations.AsNoTracking()
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);
        var asked = hash is null || hash == latest?.Hash ? latest : await FindAsync(db, hash, cancellationToken);
        var signOffs = asked is null ? [] : await SignOffsOfAsync(db, asked.Hash, cancellationToken);
        var state = new GoNoGoState
        {
            Latest = latest?.ToEvaluation(),
            Asked = asked?.ToEvaluation(),
            SignOffs = signOffs,
            Decided = asked is null ? null : await DecidedAsync(db, asked.Hash, cancellationToken),
            LastDecisionId = await db.GoNoGoDecisions.MaxAsync(row => (long?)row.Id, cancellationToken) ?? 0,
            Posted = await dialect.ReadNewestEvidenceAsync(db, cancellationToken),
        };
        return new GoNoGoRows(gate, influence, state);
    }

    public GoNoGoState ToSnapshot() => _state with
    {
        Influence = _influence.State,
        KillSwitchEngaged = _gate.KillSwitchEngaged,
        KillSwitchReleasedAt = _gate.ReleasedAt,
    };

    public void Apply(ValhallaDbContext db, GoNoGoChange change, DateTimeOffset now)
    {
        if (change.Evaluation is { } evaluation)
        {
            db.GoNoGoEvaluations.Add(EvaluationRow.Of(evaluation));
        }

        if (change.SignOff is { } signOff)
        {
            db.SignOffs.Add(SignOffRow.Of(signOff));
        }

        if (change.Decision is { } decision)
        {
            db.GoNoGoDecisions.Add(DecisionRow.Of(decision));
        }

        if (change.Influence is { } influence)
        {
            _influence.Apply(db, influence);
        }

        _gate.MakeNextVersion();
    }

    public IReadOnlyList<AuditEntry> AuditOf(GoNoGoChange change) => change.Audit;

    private static Task<EvaluationRow?> FindAsync(
        ValhallaDbContext db, string hash, CancellationToken cancellationToken) => db.GoNoGoEvaluations.AsNoTracking()
            .Where(row => row.Hash == hash)
            .OrderByDescending(row => row.Id)
            .FirstOrDefaultAsync(cancellationToken);

    private static async ValueTask<IReadOnlyList<SignOff>> SignOffsOfAsync(
        ValhallaDbContext db, string hash, CancellationToken cancellationToken)
    {
        var rows = await db.SignOffs.AsNoTracking()
            .Where(row => row.EvaluationHash == hash)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToSignOff());
    }

    private static async ValueTask<GoNoGoOutcome?> DecidedAsync(
        ValhallaDbContext db, string hash, CancellationToken cancellationToken)
    {
        var decision = await db.GoNoGoDecisions.AsNoTracking()
            .Where(row => row.Hash == hash)
            .OrderByDescending(row => row.Id)
            .Select(row => row.Decision)
            .FirstOrDefaultAsync(cancellationToken);
        return decision is null ? null : StoredNames.Read<GoNoGoOutcome>(decision);
    }
}
