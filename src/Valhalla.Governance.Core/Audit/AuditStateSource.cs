namespace Valhalla.Governance;

/// <summary>How a value of a past state is known.</summary>
public enum AuditStateSource
{
    /// <summary>It is what the last change before the instant left.</summary>
    Record = 0,

    /// <summary>Nothing was recorded before the instant: it is what the first change after it replaced.</summary>
    LaterRecord = 1,

    /// <summary>It was never changed: it is what the store was created with, read from the store.</summary>
    Seed = 2,
}
