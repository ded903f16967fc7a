namespace Valhalla.Governance.Soak.Endurance;

/// <summary>An answer, or a figure, that must not be.</summary>
internal sealed class EnduranceException(string message) : Exception(message);
