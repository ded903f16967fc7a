namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Says in the OpenAPI document how large a number may be. Like <see cref="TextLengthAttribute"/> none of the
/// framework.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class BetweenAttribute(double min, double max) : Attribute
{
    public double Min { get; } = min;

    public double Max { get; } = max;

    /// <summary>Whether the least value itself is too small.</summary>
    public bool IsAbove { get; set; }
}
