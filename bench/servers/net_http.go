// Copyright 2026 the tpd2 authors. MIT license.

package main

import (
	"html"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/test", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte("<h1>Hello " + html.EscapeString(r.URL.Query().Get("name")) + "</h1>"))
	})
	http.ListenAndServe("127.0.0.1:"+os.Args[1], nil)
}
