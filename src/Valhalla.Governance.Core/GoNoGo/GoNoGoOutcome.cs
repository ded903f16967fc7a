namespace Valhalla.Governance;

/// <summary>What an evaluation found, or what people decided.</summary>
public enum GoNoGoOutcome
{
    /// <summary>The deployment may go on.</summary>
    Go,

    /// <summary>It may not.</summary>
    NoGo,
}
