using System.Net.Http.Headers;
using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>Carries requests over the network to a running application.</summary>
internal sealed class HttpTransport : ApiTransport
{
    private const string DefaultPrefix = "/api";

    private HttpTransport(HttpClient client, Uri address)
    {
        Client = client;
        Description = address.GetLeftPart(UriPartial.Authority);
    }

    public override HttpClient Client { get; }

    public override string Description { get; }

    public override bool IsDatabase => false;

    /// <summary>Opens nothing yet: the first request does.</summary>
    /// <param name="url">The application's address; a path in it is the prefix of the endpoints.</param>
    /// <param name="token">A bearer token; may be null.</param>
    /// <param name="timeout">How long an answer may take.</param>
    /// <param name="terminal">The terminal.</param>
    /// <exception cref="CliException">The address is none.</exception>
    public static HttpTransport Open(string url, string? token, TimeSpan timeout, Terminal terminal)
    {
        var address = Parse(url);
        var authorization = token is null ? null : Bearer(token);
        if (token is not null && address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback)
        {
            terminal.Error.WriteLine("valhalla: warning: the token goes over the network unencrypted. Use https.");
        }

        // A redirect would turn a change into a read, or carry the token elsewhere.
        var handler = terminal.HttpHandler?.Invoke() ?? new SocketsHttpHandler { AllowAutoRedirect = false };
        var client = new HttpClient(handler)
        {
            BaseAddress = address,
            Timeout = timeout,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        client.DefaultRequestHeaders.Authorization = authorization;

        return new HttpTransport(client, address);
    }

    public override ValueTask DisposeAsync()
    {
        Client.Dispose();
        return default;
    }

    private static AuthenticationHeaderValue Bearer(string token) =>
        token.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? throw new CliException(
                CliErrors.InvalidArgument,
                "The token holds a space, a line break or a character beyond ASCII, and no bearer token does. Correct "
                + $"--token or {GlobalOptions.TokenVariable}.")
            : new AuthenticationHeaderValue("Bearer", token);

    private static Uri Parse(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new CliException(
                CliErrors.InvalidUrl,
                "The application's address is no URL such as https://host:8000, or https://host:8000/prefix where the "
                + "endpoints have another prefix than /api. Credentials go into --token.");
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        return new Uri(uri, (path.Length == 0 ? DefaultPrefix : path) + "/");
    }
}
