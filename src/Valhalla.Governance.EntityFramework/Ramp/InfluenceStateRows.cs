using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Control;

namespace Valhalla.Governance.EntityFramework.Ramp;

/// <summary>The influence row, as one transaction sees and changes it; not stored before the first change.</summary>
internal sealed class InfluenceStateRows
{
    private InfluenceStateRow? _row;

    public InfluenceState State => _row?.ToState() ?? new InfluenceState();

    public static async ValueTask<InfluenceStateRows> ReadAsync(
        ValhallaDbContext db, CancellationToken cancellationToken) =>
        new() { _row = await db.InfluenceStates.SingleOrDefaultAsync(cancellationToken) };

    /// <exception cref="InvalidOperationException">The state is not the successor of the one it replaces.</exception>
    public void Apply(ValhallaDbContext db, InfluenceState state)
    {
        VersionedRow.Require(state.Version, _row?.Version ?? 0, "the influence");
        if (_row is null)
        {
            _row = new InfluenceStateRow();
            db.InfluenceStates.Add(_row);
        }

        _row.Apply(state);
    }
}
