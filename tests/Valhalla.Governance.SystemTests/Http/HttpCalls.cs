using System.Net.Http.Json;

namespace Valhalla.Governance.SystemTests.Http;

/// <summary>Calls a sample.</summary>
public static class HttpCalls
{
    public static async Task<Answer> ReadAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        return await AnswerOfAsync(response);
    }

    public static async Task<Answer> SendAsync(
        this HttpClient client, string path, object body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = JsonContent.Create(body),
        };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var response = await client.SendAsync(request);
        return await AnswerOfAsync(response);
    }

    private static async Task<Answer> AnswerOfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync());
}
