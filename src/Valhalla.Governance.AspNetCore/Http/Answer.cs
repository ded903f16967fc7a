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
    private readonly string _contentType = "application/json";

    private Answer(int status, Func<byte[]> body, string? contentType = null)
    {
        Status = status;
        _body = body;
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
        response.ContentLength = body.Length;
        if (_problem?.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        if (NextPageQuery is not null)
        {
            response.Headers.Link = $"<{NextPageQuery}>; rel=\"next\"";
        }

        await response.Body.WriteAsync(body, cancellationToken).ConfigureAwait(false);
    }
}
