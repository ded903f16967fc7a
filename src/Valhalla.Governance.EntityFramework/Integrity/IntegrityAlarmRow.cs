namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>A row of <c>integrity_alarm</c>.</summary>
internal sealed class IntegrityAlarmRow
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Detail { get; set; } = "";

    public string Fingerprint { get; set; } = "";

    public DateTimeOffset RaisedAt { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public string? AcknowledgedBy { get; set; }

    public string? Reason { get; set; }

    public static IntegrityAlarmRow Of(IntegrityAlarm alarm) => new()
    {
        Id = alarm.Id,
        Kind = WireNames.Of(alarm.Kind),
        Subject = alarm.Subject,
        Detail = alarm.Detail,
        Fingerprint = alarm.Fingerprint,
        RaisedAt = alarm.RaisedAt.ToUniversalTime(),
    };

    /// <summary>All that may change of an alarm.</summary>
    public void Acknowledge(IntegrityAlarm alarm)
    {
        AcknowledgedAt = alarm.AcknowledgedAt?.ToUniversalTime();
        AcknowledgedBy = alarm.AcknowledgedBy;
        Reason = alarm.Reason;
    }

    public IntegrityAlarm ToAlarm() => new()
    {
        Id = Id,
        Kind = StoredNames.Read<IntegrityAlarmKind>(Kind),
        Subject = Subject,
        Detail = Detail,
        Fingerprint = Fingerprint,
        RaisedAt = RaisedAt,
        AcknowledgedAt = AcknowledgedAt,
        AcknowledgedBy = AcknowledgedBy,
        Reason = Reason,
    };
}
