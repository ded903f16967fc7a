namespace Valhalla.Governance;

/// <summary>What a burn alert calls for.</summary>
public enum BurnSeverity
{
    /// <summary>Somebody now: a fast burn.</summary>
    Page,

    /// <summary>Somebody on a working day.</summary>
    Ticket,
}
