namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Says in the OpenAPI document how long a text may be: 1 to <paramref name="max"/> characters. No validation attribute
/// of the framework: those make the document of a host fail whose JSON options write numbers as strings.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TextLengthAttribute(int max) : Attribute
{
    public int Max { get; } = max;
}
