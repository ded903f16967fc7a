namespace Valhalla.Governance;

/// <summary>Whose decision counts for a unit.</summary>
public enum InfluenceDecision
{
    /// <summary>The governed policy only watches: the incumbent decides.</summary>
    Shadow = 0,

    /// <summary>The governed policy decides.</summary>
    Live = 1,
}
