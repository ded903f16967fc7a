using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Judges a request's body before it is parsed.</summary>
internal static class RequestBody
{
    /// <summary>The text of the body as UTF-8, or why not: too large, too slow, or not UTF-8.</summary>
    public static (ReadOnlyMemory<byte> Body, Answer? Refusal) Whole(EndpointCall call)
    {
        var (bytes, end) = call.Body;
        switch (end)
        {
            case BodyEnd.TooLarge:
                return (default, TooLarge(call.Spec.MaxBodyBytes));
            case BodyEnd.TooSlow:
                return (default, TooSlow());
            default:
                var text = WithoutMark(bytes);
                return Utf8.IsValid(text.Span)
                    ? (text, null)
                    : (default, Answer.Refuse(
                        StatusCodes.Status400BadRequest, ProblemCodes.InvalidJson, "Send the body as UTF-8."));
        }
    }

    /// <summary>The bytes behind a byte order mark of UTF-8.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    public static bool IsJson(string? contentType) =>
        TryReadType(contentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)));

    public static bool IsForm(string? contentType) =>
        TryReadType(contentType, out var type)
        && type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    public static Answer UnsupportedType(bool acceptsForm) => Answer.Refuse(
        StatusCodes.Status415UnsupportedMediaType,
        ProblemCodes.UnsupportedMediaType,
        acceptsForm
            ? "Send the fields as application/json, as application/x-www-form-urlencoded or in the query."
            : "Send the body with Content-Type: application/json.");

    private static bool TryReadType(string? contentType, out MediaTypeHeaderValue type)
    {
        type = null!;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed))
        {
            return false;
        }

        type = parsed;
        return !parsed.Charset.HasValue
            || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }

    private static Answer TooSlow() => Answer.Refuse(
        StatusCodes.Status408RequestTimeout,
        ProblemCodes.RequestTimeout,
        "The body did not arrive in time. Send it again, whole and at once.");

    private static Answer TooLarge(int maxBytes) => Answer.Refuse(
        StatusCodes.Status413PayloadTooLarge,
        ProblemCodes.PayloadTooLarge,
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"Send at most {maxBytes / 1024} KiB in one request."));
}
