using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Valhalla.Governance.Cli.Tests.Harness;

/// <summary>An API that answers what a test says, and keeps what it was asked.</summary>
internal sealed class ScriptedApi : HttpMessageHandler
{
    private readonly Queue<(int Status, string Body, string MediaType)> _answers = new();

    /// <summary>The requests: verb, path with query, body.</summary>
    public List<(string Verb, string Path, JsonNode? Body)> Requests { get; } = [];

    public CliRunner Runner => new() { HttpHandler = () => this };

    public ScriptedApi Answer(string body, int status = 200, string mediaType = "application/json")
    {
        _answers.Enqueue((status, body, mediaType));
        return this;
    }

    public Task<CliResult> RunAsync(params string[] arguments) =>
        Runner.RunAsync([.. arguments, "--url", "http://app.test:8000"]);

    /// <summary>Checks what a request sent; white space does not matter.</summary>
    public void AssertBody(int request, string json) =>
        Assert.Equal(JsonNode.Parse(json)!.ToJsonString(), Requests[request].Body!.ToJsonString());

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((
            request.Method.Method, request.RequestUri!.PathAndQuery, body is null ? null : JsonNode.Parse(body)));
        var (status, text, mediaType) = _answers.Dequeue();
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(text, Encoding.UTF8, mediaType),
        };
    }
}
