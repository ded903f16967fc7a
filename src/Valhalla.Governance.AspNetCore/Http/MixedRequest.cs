using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>
/// Reads fields from query, form and JSON together, for the endpoints that the seeds call in all three ways. A field
/// given twice must have the same value.
/// </summary>
internal static class MixedRequest
{
    private const int MaxFields = 100;

    public static ValueTask<(T Fields, Answer? Refusal)> ReadMixedAsync<T>(
        this EndpointCall call, JsonTypeInfo<T> type)
        where T : class, new() => new(Merged(call, type));

    private static (T Fields, Answer? Refusal) Merged<T>(EndpointCall call, JsonTypeInfo<T> type)
        where T : class, new()
    {
        var request = call.Context.Request;
        var (body, refusal) = RequestBody.Whole(call);
        if (refusal is not null)
        {
            return (new T(), refusal);
        }

        var texts = new Dictionary<string, StringValues>(StringComparer.Ordinal);
        foreach (var (name, values) in request.Query)
        {
            texts[name] = values;
        }

        var fields = new T();
        if (!body.IsEmpty && RequestBody.IsForm(request.ContentType))
        {
            if (!TryAddForm(body.Span, texts))
            {
                return (fields, Answer.Refuse(
                    StatusCodes.Status400BadRequest,
                    ProblemCodes.InvalidRequest,
                    "Send fewer and shorter form fields."));
            }
        }
        else if (!body.IsEmpty)
        {
            if (!RequestBody.IsJson(request.ContentType))
            {
                return (fields, RequestBody.UnsupportedType(acceptsForm: true));
            }

            (fields, refusal) = JsonRequest.Parse(body.Span, type);
        }

        if (refusal is null && texts.Count > 0)
        {
            refusal = Merge(fields, texts, type, call.Errors);
        }

        return (fields, refusal ?? (call.Errors.Any ? call.Errors.ToAnswer() : null));
    }

    private static bool TryAddForm(ReadOnlySpan<byte> body, Dictionary<string, StringValues> texts)
    {
        try
        {
            using var reader = new FormReader(Encoding.UTF8.GetString(body)) { ValueCountLimit = MaxFields };
            foreach (var (name, values) in reader.ReadForm())
            {
                texts[name] = texts.TryGetValue(name, out var earlier) ? StringValues.Concat(earlier, values) : values;
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Writes the texts as JSON of the fields' own types, so that one reader judges all forms.</summary>
    private static Answer? Merge<T>(
        T fields, Dictionary<string, StringValues> texts, JsonTypeInfo<T> type, FieldErrors errors)
        where T : class, new()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, values) in texts)
            {
                WriteField(name, values, type, writer, errors);
            }

            writer.WriteEndObject();
        }

        if (errors.Any)
        {
            return null;
        }

        var (fromTexts, refusal) = JsonRequest.Parse(buffer.WrittenSpan, type);
        if (refusal is not null)
        {
            return refusal;
        }

        foreach (var property in type.Properties)
        {
            var text = property.Get!(fromTexts);
            var earlier = property.Get(fields);
            if (text is not null && earlier is not null && !text.Equals(earlier))
            {
                errors.Add(property.Name, "The field is given twice with different values.");
            }
            else if (text is not null)
            {
                property.Set!(fields, text);
            }
        }

        return null;
    }

    private static void WriteField(
        string name, StringValues values, JsonTypeInfo type, Utf8JsonWriter writer, FieldErrors errors)
    {
        var property = type.Properties.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));
        if (property is null)
        {
            errors.Add(WireText.Cleaned(name, 100), "There is no such field here. Names are case-sensitive.");
            return;
        }

        var text = values[0] ?? "";
        if (values.Any(v => !string.Equals(v, text, StringComparison.Ordinal)))
        {
            errors.Add(name, "The field is given twice with different values.");
            return;
        }

        writer.WritePropertyName(name);
        if (property.PropertyType == typeof(string) || property.PropertyType == typeof(TextOrJson))
        {
            writer.WriteStringValue(WireText.IsClean(text) ? text : "\u0001");
        }
        else if (property.PropertyType == typeof(DateTimeOffset?))
        {
            // Rewritten in the one form that JSON has for it; what is no time is left for the reader to refuse.
            writer.WriteStringValue(WireTime.TryReadField(text, out var time) ? WireTime.Write(time) : "");
        }
        else if (property.PropertyType == typeof(bool?) && bool.TryParse(text, out var flag))
        {
            writer.WriteBooleanValue(flag);
        }
        else if (IsNumber(text))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            errors.Add(name, property.PropertyType == typeof(bool?) ? "Give true or false." : "Give a number.");
            writer.WriteNullValue();
        }
    }

    private static bool IsNumber(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return reader.Read() && reader.TokenType == JsonTokenType.Number
                && reader.TokenStartIndex == 0 && reader.ValueSpan.Length == text.Length;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
