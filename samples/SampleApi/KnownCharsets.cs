using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace SampleApi;

/// <summary>
/// Refuses bodies in a charset that .NET does not read, such as utf-7: the framework's own reader of JSON would answer
/// 500, and it is the caller's mistake.
/// </summary>
internal static class KnownCharsets
{
    public static IApplicationBuilder UseKnownCharsets(this IApplicationBuilder app) => app.Use(RefuseUnknownAsync);

    private static Task RefuseUnknownAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null || TryRead(context.Request)
            ? next(context)
            : Results.Problem(
                statusCode: StatusCodes.Status415UnsupportedMediaType,
                detail: "Send the body in UTF-8.").ExecuteAsync(context);

    private static bool TryRead(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.Charset.HasValue)
        {
            return true;
        }

        try
        {
            // Its name without quotes, which the framework does not take off.
            type.Charset = Encoding.GetEncoding(HeaderUtilities.RemoveQuotes(type.Charset).ToString()).WebName;
            request.ContentType = type.ToString();
            return true;
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
