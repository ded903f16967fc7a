using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>A request's body, whole and within its limit, before it is parsed.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body, or says why not: too large, or not UTF-8.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Answer? Refusal)> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        // A declared length is believed only as a reason to refuse early.
        if (request.ContentLength > maxBytes)
        {
            return (default, TooLarge(maxBytes));
        }

        var buffer = new byte[Math.Min(request.ContentLength ?? 4096, maxBytes) + 1];
        var length = 0;
        int read;
        while ((read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken)
            .ConfigureAwait(false)) > 0)
        {
            length += read;
            if (length > maxBytes)
            {
                return (default, TooLarge(maxBytes));
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxBytes + 1));
            }
        }

        var start = length >= 3 && buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8) ? 3 : 0;
        return Utf8.IsValid(buffer.AsSpan(start, length - start))
            ? (buffer.AsMemory(start, length - start), null)
            : (default, Answer.Refuse(
                StatusCodes.Status400BadRequest, ProblemCodes.InvalidJson, "Send the body as UTF-8."));
    }

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

    private static Answer TooLarge(int maxBytes) => Answer.Refuse(
        StatusCodes.Status413PayloadTooLarge,
        ProblemCodes.PayloadTooLarge,
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"Send at most {maxBytes / 1024} KiB in one request."));
}
