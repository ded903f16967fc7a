using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Snippets;

internal static class ProblemSnippets
{
    public static void AnswerExceptions(WebApplicationBuilder builder)
    {
        #region problem-details
        builder.Services.AddValhallaProblemDetails();
        var app = builder.Build();
        app.UseExceptionHandler();
        #endregion
    }
}
