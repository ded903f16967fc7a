namespace Valhalla.Governance;

/// <summary>How an acknowledgement ended.</summary>
public enum IntegrityAlarmStatus
{
    /// <summary>The alarm is acknowledged now.</summary>
    Acknowledged = 0,

    /// <summary>Somebody had acknowledged it before; nothing was changed.</summary>
    Unchanged = 1,

    /// <summary>There is no such alarm.</summary>
    NotFound = 2,

    /// <summary>An acknowledgement needs a reason.</summary>
    ReasonRequired = 3,
}
