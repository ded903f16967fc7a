using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Transport;

namespace Valhalla.Governance.Cli.Api;

/// <summary>Calls the HTTP API; the same over the network and in process.</summary>
internal sealed class ApiClient(ApiTransport transport, CancellationToken cancellationToken)
{
    private const string StreamType = "application/x-ndjson";
    private const int StreamBuffer = 64 * 1024;

    private static readonly JsonDocumentOptions Reading = new() { MaxDepth = 64 };

    /// <summary>Reads a path below the prefix.</summary>
    /// <exception cref="CliException">There was no answer, or none of this library.</exception>
    public Task<ApiAnswer> GetAsync(string path, params (string Name, string? Value)[] query) =>
        SendAsync(HttpMethod.Get, path + QueryOf(query), body: null);

    /// <summary>Posts an object to a path below the prefix; members that are null are left out.</summary>
    /// <exception cref="CliException">There was no answer, or none of this library.</exception>
    public Task<ApiAnswer> PostAsync(string path, JsonObject body)
    {
        foreach (var name in body.Where(member => member.Value is null).Select(member => member.Key).ToArray())
        {
            body.Remove(name);
        }

        return SendAsync(HttpMethod.Post, path, body);
    }

    /// <summary>Posts an object in which null is a value.</summary>
    /// <exception cref="CliException">There was no answer, or none of this library.</exception>
    public Task<ApiAnswer> PostWithNullsAsync(string path, JsonObject body) =>
        SendAsync(HttpMethod.Post, path, body);

    /// <summary>Reads a path below the prefix whose answer is long, as it comes.</summary>
    /// <param name="path">The path.</param>
    /// <param name="write">Takes a part of the answer; never called for a refusal.</param>
    /// <param name="query">The query; what is null is left out.</param>
    /// <returns>The refusal, or null when the whole answer was taken.</returns>
    /// <exception cref="CliException">There was no answer, none of this library, or it broke off.</exception>
    public async Task<ApiAnswer?> StreamAsync(
        string path, Func<ReadOnlyMemory<byte>, ValueTask> write, params (string Name, string? Value)[] query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path + QueryOf(query), UriKind.Relative));
        using var response = await StartAsync(request);
        if (response.Content.Headers.ContentType?.MediaType != StreamType)
        {
            return await ReadAsync(response) is { IsSuccess: false } refusal
                ? refusal
                : throw Unknown("sent no lines of JSON. Is the address right?", cause: null);
        }

        await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[StreamBuffer];
        while (await ReadAsync(answer, buffer) is > 0 and var count)
        {
            await write(buffer.AsMemory(0, count));
        }

        return null;
    }

    /// <summary>A short answer may break off before its first byte.</summary>
    private async Task<HttpResponseMessage> StartAsync(HttpRequestMessage request)
    {
        try
        {
            return await SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }
        catch (CliException error) when (error.InnerException is HttpRequestException
        { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.Unknown })
        {
            throw BrokeOff(error);
        }
    }

    private async ValueTask<int> ReadAsync(Stream answer, Memory<byte> buffer)
    {
        try
        {
            return await answer.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception error) when (
            error is IOException or HttpRequestException or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            throw BrokeOff(error);
        }
    }

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, JsonObject? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        using var response = await SendAsync(request, HttpCompletionOption.ResponseContentRead);
        return await ReadAsync(response);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion)
    {
        try
        {
            return await transport.Client.SendAsync(request, completion, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw Unreachable($"cannot be reached: {error.Message}", error);
        }
        catch (TaskCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable("did not answer in time. Give more with --timeout", error);
        }
    }

    private async Task<ApiAnswer> ReadAsync(HttpResponseMessage response)
    {
        var text = await TextOfAsync(response);
        var status = (int)response.StatusCode;
        switch (response.Content.Headers.ContentType?.MediaType)
        {
            case "application/json" or "application/problem+json":
                return new ApiAnswer(status, Parse(text), text, NextQueryOf(response));
            case "text/markdown":
                return new ApiAnswer(status, Body: null, text, NextQuery: null);
            default:
                return response.IsSuccessStatusCode
                    ? throw Unknown("answered, and not as this library does. Is the address right?", cause: null)
                    : new ApiAnswer(status, Body: null, text, NextQuery: null);
        }
    }

    private async Task<string> TextOfAsync(HttpResponseMessage response)
    {
        try
        {
            return await response.Content.ReadAsStringAsync(cancellationToken);
        }
        catch (InvalidOperationException error)
        {
            throw Unknown("answered in an encoding that does not exist. Is the address right?", error);
        }
    }

    private JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Reading);
        }
        catch (JsonException error)
        {
            throw Unknown("sent something that is not JSON.", error);
        }
    }

    private CliException BrokeOff(Exception cause) => new(
        CliErrors.AnswerBrokeOff,
        $"{transport.Description} broke off: the audit chain is broken, or the store or the network failed. What came "
        + "is a part. Run `valhalla audit verify`.",
        cause);

    private CliException Unknown(string what, Exception? cause) =>
        new(CliErrors.UnknownAnswer, $"{transport.Description} {what}", cause);

    private CliException Unreachable(string what, Exception cause) => new(
        CliErrors.Unreachable,
        $"{transport.Description} {what}. If the application is down, --database reaches its database.",
        cause);

    private static string QueryOf((string Name, string? Value)[] query)
    {
        var given = query.Where(field => field.Value is not null)
            .Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value!)}");
        var text = string.Join('&', given);
        return text.Length == 0 ? "" : "?" + text;
    }

    /// <summary>The target of <c>&lt;?limit=100&amp;cursor=…&gt;; rel="next"</c> (RFC 8288).</summary>
    private static string? NextQueryOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var links))
        {
            return null;
        }

        var next = links.FirstOrDefault(link => link.Contains("rel=\"next\"", StringComparison.Ordinal));
        var end = next?.IndexOf('>', StringComparison.Ordinal) ?? -1;
        return end > 1 && next!.StartsWith("<?", StringComparison.Ordinal) ? next[1..end] : null;
    }
}
