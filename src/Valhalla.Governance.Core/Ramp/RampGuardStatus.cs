namespace Valhalla.Governance;

/// <summary>What a rollback trigger sees, the worst last.</summary>
public enum RampGuardStatus
{
    /// <summary>Nothing that stands against the influence.</summary>
    Clear = 0,

    /// <summary>The influence may stay, but not rise.</summary>
    Holding = 1,

    /// <summary>There is no fresh observation of a signal that must be there.</summary>
    Blind = 2,

    /// <summary>The influence goes to 0.</summary>
    Firing = 3,
}
