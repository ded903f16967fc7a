namespace Valhalla.Governance;

/// <summary>How the value of a signal is compared with a threshold.</summary>
public enum SignalComparison
{
    /// <summary>The number is the threshold or above.</summary>
    AtLeast,

    /// <summary>The number is above the threshold.</summary>
    Above,

    /// <summary>The number is the threshold or below.</summary>
    AtMost,

    /// <summary>The number is below the threshold.</summary>
    Below,

    /// <summary>The flag or word is the threshold. Words are compared without regard to case.</summary>
    Is,

    /// <summary>The flag or word is not the threshold. Words are compared without regard to case.</summary>
    IsNot,
}
