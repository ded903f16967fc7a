using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>The newest alarms, and those that are open, as one transaction sees and changes them.</summary>
internal sealed class IntegrityAlarmRows
{
    private readonly List<IntegrityAlarmRow> _rows;

    private IntegrityAlarmRows(List<IntegrityAlarmRow> rows) => _rows = rows;

    public IReadOnlyList<IntegrityAlarm> Alarms => _rows.Count == 0 ? [] : _rows.ConvertAll(row => row.ToAlarm());

    public static async ValueTask<IntegrityAlarmRows> ReadAsync(
        ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var rows = await db.IntegrityAlarms
            .Where(row => row.AcknowledgedAt == null
                || row.Id > db.IntegrityAlarms.Max(any => any.Id) - IntegrityRules.MaxAlarms)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        return new IntegrityAlarmRows(rows);
    }

    public void Apply(ValhallaDbContext db, IReadOnlyList<IntegrityAlarm> alarms)
    {
        foreach (var alarm in alarms)
        {
            if (_rows.Find(row => row.Id == alarm.Id) is not { } row)
            {
                row = IntegrityAlarmRow.Of(alarm);
                _rows.Add(row);
                db.IntegrityAlarms.Add(row);
            }

            row.Acknowledge(alarm);
        }
    }
}
