using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>What an endpoint answers: written by the pipeline, so that no handler touches the response.</summary>
internal sealed class Answer
{
    private readonly Func<byte[]>? _body;
    private readonly Problem? _problem;
    private readonly Func<Stream, CancellationToken, ValueTask>? _stream;
    private readonly string _contentType = "application/json";

    private Answer(
        int status,
        Func<byte[]> body,
        string? contentType = null,
        Func<Stream, CancellationToken, ValueTask>? stream = null)
    {
        Status = status;
        _body = body;
        _stream = stream;
        _contentType = contentType ?? _contentType;
    }

    private Answer(Problem problem)
    {
        Status = problem.Status;
        _problem = problem;
    }

    public int Status { get; }

    /// <summary>The query of the next page, for the <c>Link</c> header.</summary>
    public string? NextPageQuery { get; init; }

    public string? Code => _problem?.Code;

    public static Answer Json<T>(T body, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        new(status, () => JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static Answer Page<T>(T body, JsonTypeInfo<T> type, string? nextPageQuery) =>
        new(StatusCodes.Status200OK, () => JsonSerializer.SerializeToUtf8Bytes(body, type))
        {
            NextPageQuery = nextPageQuery,
        };

    public static Answer Text(string text, string contentType) =>
        new(StatusCodes.Status200OK, () => System.Text.Encoding.UTF8.GetBytes(text), contentType);

    /// <summary>A body that is written while it is made, because it may be of any length.</summary>
    public static Answer Stream(Func<Stream, CancellationToken, ValueTask> write, string contentType) =>
        new(StatusCodes.Status200OK, static () => [], contentType, write);

    public static Answer Refuse(Problem problem) => new(problem);

    public static Answer Refuse(int status, string code, string detail) =>
        new(new Problem { Status = status, Code = code, Detail = detail });

    /// <summary>The body; made before the response is touched, so that a failure here can still be answered.</summary>
    public byte[] Render(string correlationId) => _problem is null
        ? _body!()
        : JsonSerializer.SerializeToUtf8Bytes(
            _problem with { CorrelationId = correlationId }, WireJson.Context.Problem);

    public async Task WriteAsync(HttpResponse response, byte[] body, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.ContentType = _problem is null ? _contentType : "application/problem+json";
        if (_stream is not null)
        {
            if (HttpMethods.IsHead(response.HttpContext.Request.Method))
            {
                // How long it would be only making it can tell.
                return;
            }

            await WriteStreamAsync(response, _stream, cancellationToken).ConfigureAwait(false);
            return;
        }

        response.ContentLength = body.Length;
        if (_problem?.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (NextPageQuery is not null)
        {
            response.Headers.Link = $"<{NextPageQuery}>; rel=\"next\"";
        }

        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask WriteStreamAsync(
        HttpResponse response,
        Func<Stream, CancellationToken, ValueTask> write,
        CancellationToken cancellationToken)
    {
        try
        {
            await write(response.Body, cancellationToken).ConfigureAwait(false);
        }
        catch (ValhallaStoreException) when (response.HasStarted)
        {
            // Too late for another status: the caller must see that the body is not whole.
            response.HttpContext.Abort();
        }
    }
}
