using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>
/// A member that has a form in JSON and another as text, for fields that also come by query and form. Compared by
/// content.
/// </summary>
[JsonConverter(typeof(TextOrJsonConverter))]
internal sealed class TextOrJson(JsonElement element) : IEquatable<TextOrJson>
{
    public JsonElement Element { get; } = element;

    /// <summary>The text, or null when it is other JSON.</summary>
    public string? Text => Element.ValueKind == JsonValueKind.String ? Element.GetString() : null;

    public bool Equals(TextOrJson? other) => other is not null && JsonElement.DeepEquals(Element, other.Element);

    public override bool Equals(object? obj) => Equals(obj as TextOrJson);

    public override int GetHashCode() => (int)Element.ValueKind;
}

/// <summary>Keeps the JSON as it is.</summary>
internal sealed class TextOrJsonConverter : JsonConverter<TextOrJson>
{
    public override TextOrJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var element = JsonElement.ParseValue(ref reader);
        if (element.ValueKind == JsonValueKind.String)
        {
            try
            {
                _ = element.GetString();
            }
            catch (InvalidOperationException)
            {
                throw new InvalidMemberException("The text is no valid Unicode.", ProblemCodes.InvalidJson);
            }
        }

        return new TextOrJson(element);
    }

    public override void Write(Utf8JsonWriter writer, TextOrJson value, JsonSerializerOptions options) =>
        value.Element.WriteTo(writer);
}
