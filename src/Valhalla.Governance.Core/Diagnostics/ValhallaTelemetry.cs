namespace Valhalla.Governance;

/// <summary>The names under which the library reports to OpenTelemetry and other listeners.</summary>
public static class ValhallaTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Valhalla.Governance";

    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "Valhalla.Governance";
}
