namespace Valhalla.Governance;

/// <summary>A reservation was denied, for callers who asked to have that thrown.</summary>
public sealed class RiskDeniedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="result">The denial.</param>
    public RiskDeniedException(ReserveResult result)
        : base(result is null ? "denied" : WireNames.Of(result.Status)) => Result = result;

    /// <summary>The denial.</summary>
    public ReserveResult? Result { get; }
}
