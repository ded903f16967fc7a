namespace Valhalla.Governance.Load.Spread;

/// <summary>What stands between a kill and the other processes.</summary>
internal enum SpreadFault
{
    None,

    /// <summary>The server ends every listening session just before the kill.</summary>
    ConnectionCut,

    /// <summary>Nobody listens, as behind a pooler that shares connections.</summary>
    NoNotifications,

    /// <summary>Nothing reaches the other processes any more, and no connection breaks.</summary>
    CutOff,
}
